// What the tests need of ODB 2.4.0, written for them after its declarations.
#ifndef ODB_TRANSACTION_HXX
#define ODB_TRANSACTION_HXX

#include <odb/database.hxx>

namespace odb {

class transaction {
public:
  explicit transaction(transaction_impl *, bool make_current = true);
  transaction();
  ~transaction();
  void reset(transaction_impl *, bool make_current = true);
  void commit();
  void rollback();
  odb::database &database();
  odb::connection &connection();
  static bool has_current();
  static transaction &current();

private:
  transaction(const transaction &);
};

} // namespace odb

#endif
