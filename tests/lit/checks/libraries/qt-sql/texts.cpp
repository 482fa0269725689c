// REQUIRES: qt5
// RUN: %pooltidy-verify %s -- -std=c++20 -fPIC %qt5
// Statements made with Qt's strings, lists, maps and streams.
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QStringBuilder>
#include <QStringList>
#include <QTextStream>
#include <QMap>
#include <QHash>
#include <QVector>
#include <QByteArray>
#include <QVariant>
#include <QObject>
#include <QTimer>
#include <QSharedPointer>
#include <functional>
static void run(QSqlDatabase db, const QString &s) { QSqlQuery q(db); q.exec(s); }
void arg_one(QSqlDatabase db, const QString &n) { run(db, QString("SET search_path TO %1").arg(n)); } // HAZARD: pooling-session-setting
void arg_many(QSqlDatabase db, const QString &n) { run(db, QString("%1 %2 TO %3").arg("SET", "search_path", n)); } // HAZARD: pooling-session-setting
void arg_qs(QSqlDatabase db, const QString &n) { run(db, QString("%1 %2 TO %3").arg(QString("SET"), QString("search_path"), n)); } // HAZARD: pooling-session-setting
void arg_reused(QSqlDatabase db) { run(db, QString("SELECT '%1'; LISTEN %1").arg("jobs")); } // HAZARD: pooling-listen
void arg_order(QSqlDatabase db) { run(db, QString("%2 %1").arg("jobs").arg("LISTEN")); } // HAZARD: pooling-listen
void arg_order_safe(QSqlDatabase db) { run(db, QString("%2 %1").arg("LISTEN").arg("NOTIFY")); }
void arg_num(QSqlDatabase db, int k) { run(db, QString("SELECT pg_advisory_lock(%1, %2)").arg(k).arg(7, 4, 10, QChar('0'))); } // HAZARD: pooling-advisory-lock
void arg_num_safe(QSqlDatabase db, int k) { run(db, QString("SELECT pg_advisory_lock_x(%1)").arg(k)); }
void literal(QSqlDatabase db) { run(db, QStringLiteral("LISTEN jobs")); } // HAZARD: pooling-listen
void literal_arg(QSqlDatabase db, int k) { run(db, QStringLiteral("SELECT pg_advisory_lock(%1)").arg(k)); } // HAZARD: pooling-advisory-lock
void latin(QSqlDatabase db) { run(db, QLatin1String("LISTEN jobs")); } // HAZARD: pooling-listen
void latin_plus(QSqlDatabase db, const QString &n) { run(db, QLatin1String("LISTEN ") + n); } // HAZARD: pooling-listen
void builder(QSqlDatabase db, const QString &n) { run(db, QLatin1String("SET ") % QStringLiteral("search_path") % QLatin1String(" TO ") % n); } // HAZARD: pooling-session-setting
void builder2(QSqlDatabase db, const QString &n) { QString s = "LISTEN " % n; run(db, s); } // HAZARD: pooling-listen
void builder_q(QSqlDatabase db, const QString &n) { run(db, "SELECT '" % n % "LISTEN x'"); }
void builder_append(QSqlDatabase db, const QString &n) { QString s("SET "); s += QLatin1String("ROLE ") % n; run(db, s); } // HAZARD: pooling-session-setting
void builder_char(QSqlDatabase db, const QString &n) { QString s = QString("LISTEN") % QChar(' ') % n; run(db, s); } // HAZARD: pooling-listen
void utf8(QSqlDatabase db) { run(db, QString::fromUtf8("RESET ALL")); } // HAZARD: pooling-session-setting
void utf8n(QSqlDatabase db) { run(db, QString::fromUtf8("RESET ALLX", 9)); } // HAZARD: pooling-session-setting
void latin1(QSqlDatabase db) { run(db, QString::fromLatin1("RESET ALL")); } // HAZARD: pooling-session-setting
void asp(QSqlDatabase db, int n) { run(db, QString::asprintf("SELECT pg_advisory_lock(%d)", n)); } // HAZARD: pooling-advisory-lock
void asp_s(QSqlDatabase db, const QString &n) { run(db, QString::asprintf("%s %s", "LISTEN", qPrintable(n))); } // HAZARD: pooling-listen
void joined(QSqlDatabase db) { QStringList l; l << "SET" << "ROLE" << "x"; run(db, l.join(' ')); } // HAZARD: pooling-session-setting
void joined2(QSqlDatabase db) { run(db, QStringList{"SELECT 1", "LISTEN a"}.join("; ")); } // HAZARD: pooling-listen
void joined3(QSqlDatabase db) { QStringList l; l.append("LISTEN a"); l.append("SELECT 1"); run(db, l.join(QLatin1String(";"))); } // HAZARD: pooling-listen
void joined_s(QSqlDatabase db) { QStringList l; l << "SELECT" << "'LISTEN a'"; run(db, l.join(" ")); }
void joined_cols(QSqlDatabase db, const QStringList &cols) { run(db, "CREATE TEMP TABLE t (" + cols.join(", ") + ")"); } // HAZARD: pooling-temp-table
void each(QSqlDatabase db) { const QStringList l{"SELECT 1", "LISTEN a"}; for (const QString &s : l) run(db, s); } // HAZARD: pooling-listen
void iterated(QSqlDatabase db) { const QStringList l{"SELECT 1", "LISTEN b"}; for (auto i = l.begin(); i != l.end(); ++i) run(db, *i); } // HAZARD: pooling-listen
void changing(QSqlDatabase db) { QList<QString> l{"SELECT 1", "LISTEN c"}; for (auto i = l.begin(); i != l.end(); ++i) run(db, *i); } // HAZARD: pooling-listen
void each_safe(QSqlDatabase db) { const QStringList l{"SELECT 1", "NOTIFY a"}; for (const QString &s : l) run(db, s); }
void stream(QSqlDatabase db, int n) { QString s; QTextStream t(&s); t << "SELECT pg_advisory_lock(" << n << ")"; run(db, s); } // HAZARD: pooling-advisory-lock
void stream_own(QSqlDatabase db, int n) { QString s; { QTextStream t(&s, QIODevice::WriteOnly); t << "LISTEN " << 'a' << n << Qt::endl; } run(db, s); } // HAZARD: pooling-listen
void stream_ba(QSqlDatabase db) { QByteArray b; QTextStream t(&b); t << "LISTEN b"; t.flush(); run(db, QString(b)); } // HAZARD: pooling-listen
void stream_str(QSqlDatabase db) { QString s; QTextStream t(&s); t << "LISTEN b"; run(db, *t.string()); } // HAZARD: pooling-listen
void bytes(QSqlDatabase db) { QByteArray b("LISTEN "); b.append("a"); run(db, b); } // HAZARD: pooling-listen
void bytes2(QSqlDatabase db, const char *n) { QByteArray b = QByteArray("LISTEN ") + n; run(db, QString::fromUtf8(b)); } // HAZARD: pooling-listen
void bytes3(QSqlDatabase db) { run(db, QByteArrayLiteral("RESET ROLE")); } // HAZARD: pooling-session-setting
void mid(QSqlDatabase db) { run(db, QString("-- LISTEN a").mid(3)); } // HAZARD: pooling-listen
void left(QSqlDatabase db) { run(db, QString("SELECT 1; LISTEN a").left(8)); }
void right(QSqlDatabase db) { run(db, QString("SELECT 1; LISTEN a").right(8)); } // HAZARD: pooling-listen
void chopped(QSqlDatabase db) { QString s = "SET ROLE a, "; s.chop(2); run(db, s); } // HAZARD: pooling-session-setting
void chopped2(QSqlDatabase db) { run(db, QString("LISTEN a,").chopped(1)); } // HAZARD: pooling-listen
void repl(QSqlDatabase db) { QString s = "LISTEN :ch"; s.replace(":ch", "a"); run(db, s); } // HAZARD: pooling-listen
void repl2(QSqlDatabase db) { run(db, QString("{cmd} ROLE a").replace(QStringLiteral("{cmd}"), QStringLiteral("SET"))); } // HAZARD: pooling-session-setting
void repl_safe(QSqlDatabase db) { run(db, QString("LISTEN a").replace("LISTEN", "NOTIFY")); }
void removed(QSqlDatabase db) { QString s = "--LISTEN a"; s.remove("--"); run(db, s); } // HAZARD: pooling-listen
void removed_n(QSqlDatabase db) { QString s = "--LISTEN a"; s.remove(0, 2); run(db, s); } // HAZARD: pooling-listen
void prepended(QSqlDatabase db) { QString s = "ROLE a"; s.prepend("SET "); run(db, s); } // HAZARD: pooling-session-setting
void inserted(QSqlDatabase db) { QString s = "CREATE TABLE t(i int)"; s.insert(7, "TEMP "); run(db, s); } // HAZARD: pooling-temp-table
void cased(QSqlDatabase db) { run(db, QString("listen a").toUpper()); } // HAZARD: pooling-listen
void cmp(QSqlDatabase db) { QString m = "Safe"; if (m.compare("safe", Qt::CaseInsensitive) == 0) run(db, "SELECT 1"); else run(db, "LISTEN a"); }
void cmp2(QSqlDatabase db) { QString m = "Bad"; if (QString::compare(m, "safe", Qt::CaseInsensitive) == 0) run(db, "SELECT 1"); else run(db, "LISTEN a"); } // HAZARD: pooling-listen
void cmp3(QSqlDatabase db) { QString m = "Bad"; if (m.startsWith("ba", Qt::CaseInsensitive)) run(db, "SELECT 1"); else run(db, "LISTEN a"); }
void cmp4(QSqlDatabase db) { QString m = "Bad"; if (m.compare("BAD") == 0) run(db, "LISTEN a"); }
void cmp5(QSqlDatabase db) { QString m = "Bad"; if (!m.contains("x")) run(db, "SELECT 2"); else run(db, "LISTEN a"); }
void cmp6(QSqlDatabase db) { QString m = "Bad"; if (m == QLatin1String("Bad")) run(db, "SELECT 2"); else run(db, "LISTEN a"); }
void map(QSqlDatabase db) { QMap<int, QString> m; m[1] = "SELECT 1"; m[2] = "LISTEN a"; run(db, m[2]); run(db, m.value(1)); } // HAZARD: pooling-listen
void map_init(QSqlDatabase db, int k) { static const QHash<int, QString> m{{1, "SELECT 1"}, {2, "LISTEN a"}}; run(db, m.value(k)); } // HAZARD: pooling-listen
void map_init_s(QSqlDatabase db) { static const QMap<QString, QString> m{{"a", "SELECT 1"}, {"b", "LISTEN a"}}; run(db, m.value("a")); }
void map_each(QSqlDatabase db) { const QMap<QString, QString> m{{"a", "SELECT 1"}, {"b", "LISTEN a"}}; for (auto it = m.begin(); it != m.end(); ++it) run(db, it.value()); } // HAZARD: pooling-listen
void map_each_c(QSqlDatabase db) { const QMap<QString, QString> m{{"role", "x"}}; for (auto it = m.constBegin(); it != m.constEnd(); ++it) run(db, "SET " + it.key() + " TO " + it.value()); } // HAZARD: pooling-session-setting
void fore(QSqlDatabase db) { QStringList l; l << "LISTEN a"; Q_FOREACH (const QString &s, l) run(db, s); } // HAZARD: pooling-listen
void vec(QSqlDatabase db) { QVector<QString> v; v.push_back("LISTEN a"); for (int i = 0; i < v.size(); ++i) run(db, v.at(i)); } // HAZARD: pooling-listen
void split(QSqlDatabase db) { const QString all = "SELECT 1;LISTEN a;SELECT 2"; for (const QString &s : all.split(';')) run(db, s); } // HAZARD: pooling-listen
void split_safe(QSqlDatabase db) { const QString all = "SELECT 1;NOTIFY a;SELECT 2"; for (const QString &s : all.split(QChar(';'), Qt::SkipEmptyParts)) run(db, s); }
void variant(QSqlDatabase db) { QVariant v = QString("LISTEN a"); run(db, v.toString()); } // HAZARD: pooling-listen
void repeated(QSqlDatabase db) { run(db, "CREATE TEMP TABLE t (a int" + QString(", b int").repeated(1) + ")"); } // HAZARD: pooling-temp-table
void number(QSqlDatabase db, int n) { run(db, "SELECT pg_advisory_lock(" + QString::number(n) + ")"); } // HAZARD: pooling-advisory-lock
void truncated(QSqlDatabase db) { QString s("LISTEN a;xx"); s.truncate(9); run(db, s); } // HAZARD: pooling-listen
void truncated2(QSqlDatabase db) { QString s("SELECT 1;LISTEN x"); s.truncate(s.indexOf(';')); run(db, s); }
void resized(QSqlDatabase db) { QString s("SELECT 1;LISTEN x"); s.resize(8); run(db, s); }
void ctor(QSqlDatabase db) { QSqlQuery q(QString("LISTEN %1").arg("x"), db); } // HAZARD: pooling-listen
void std_there(QSqlDatabase db) { std::string s = "LISTEN a"; run(db, QString::fromStdString(s)); } // HAZARD: pooling-listen
void section(QSqlDatabase db) { run(db, QString("SELECT 1;LISTEN a").section(';', 0, 0)); }
void tern(QSqlDatabase db, bool b) { run(db, b ? QStringLiteral("SELECT 1") : QStringLiteral("LISTEN a")); } // HAZARD: pooling-listen
void filled(QSqlDatabase db) { run(db, "CREATE TEMP TABLE t (a int) " + QString(3, ' ')); } // HAZARD: pooling-temp-table
void append_multi(QSqlDatabase db) { QString s; s.append("LISTEN ").append(QChar('a')).append(QString::number(1)); run(db, s); } // HAZARD: pooling-listen
enum class Q { Touch, Lock };
static QString sql(Q q) { switch (q) { case Q::Touch: return QStringLiteral("SELECT 1"); case Q::Lock: return QStringLiteral("SELECT pg_advisory_lock(1)"); } return {}; } // HAZARD: pooling-advisory-lock #q
void by_enum(QSqlDatabase db) { run(db, sql(Q::Touch)); run(db, sql(Q::Lock)); } // ALT: pooling-advisory-lock #q
