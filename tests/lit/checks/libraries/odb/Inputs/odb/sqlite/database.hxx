// What the tests need of ODB 2.4.0, written for them after its declarations.
#ifndef ODB_SQLITE_DATABASE_HXX
#define ODB_SQLITE_DATABASE_HXX

#include <odb/database.hxx>

namespace odb {
namespace sqlite {

class database : public odb::database {
public:
  database(const std::string &name, int flags);
  transaction_impl *begin();
};

} // namespace sqlite
} // namespace odb

#endif
