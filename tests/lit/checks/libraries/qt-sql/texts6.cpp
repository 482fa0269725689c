// REQUIRES: qt6
// RUN: %pooltidy-verify --checks='-*,pooling-session-setting' %s -- -std=c++20 -fPIC %qt6
//
// Texts as Qt 6 writes them, and queries that are moved. Checked with the headers of 6.8.2, too.
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QStringBuilder>
#include <QStringList>

using namespace Qt::StringLiterals;

static const auto Role = u"SET ROLE a"_s; // HAZARD: pooling-session-setting #role
constexpr QLatin1StringView Latin("SET ROLE b"); // HAZARD: pooling-session-setting #latin

void texts(QSqlQuery &q, int n) {
  q.exec(Role);  // ALT: pooling-session-setting #role
  q.exec(Latin); // ALT: pooling-session-setting #latin
  q.exec(u"SET ROLE c"_s);                              // HAZARD: pooling-session-setting
  q.exec("SET ROLE d"_L1);                              // HAZARD: pooling-session-setting
  q.exec(QString::fromUtf8("SET ROLE e"));              // HAZARD: pooling-session-setting
  q.exec(QString::fromLatin1("SET ROLE f"));            // HAZARD: pooling-session-setting
  q.exec("SET ROLE "_L1 + QString::number(n));          // HAZARD: pooling-session-setting
  q.exec("SET ROLE "_L1 % QString::number(n));          // HAZARD: pooling-session-setting
  q.exec(QString("SET ROLE %1").arg(u"g"_s));           // HAZARD: pooling-session-setting
  q.exec(QStringView(u"SET ROLE h").toString());        // HAZARD: pooling-session-setting
  q.exec(QStringList{"SET ROLE", "i"}.join(" "));       // HAZARD: pooling-session-setting
  q.exec(QString::asprintf("SELECT %d", n));
  q.exec(u"SELECT 'SET ROLE j'"_s);
}

QSqlQuery made(const QSqlDatabase &db) {
  QSqlQuery q(db);
  q.prepare("SELECT set_config('app.user', ?, false)"); // HAZARD: pooling-session-setting
  return q;
}

void moved(const QSqlDatabase &db) {
  QSqlQuery q = made(db);
  QSqlQuery other(std::move(q));
  other.addBindValue("u");
  other.exec();
}
