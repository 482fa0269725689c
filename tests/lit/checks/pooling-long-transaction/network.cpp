// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// Network libraries, by the declarations that matter: libcurl 8, gRPC 1.51 (what protoc
// generates), cpp-httplib 0.14, Boost.Asio 1.74, POCO 1.11, Qt 5.
#include <pqxx/pqxx>

#include <string>

extern "C" {
typedef void CURL;
typedef void CURLM;
int curl_easy_perform(CURL *);
int curl_multi_poll(CURLM *, void *, unsigned, int, int *);
int curl_multi_perform(CURLM *, int *);
}

namespace grpc {
class Status {};
class ClientContext {};
class CompletionQueue {
public:
  bool Next(void **tag, bool *ok);
};
} // namespace grpc

namespace shop {
class Request {};
class Reply {};
class Carrier final {
public:
  class StubInterface {
  public:
    virtual ~StubInterface() {}
    virtual ::grpc::Status Book(::grpc::ClientContext *context, const Request &request, Reply *response) = 0;
    virtual void AsyncBook(::grpc::ClientContext *context, const Request &request, ::grpc::CompletionQueue *cq) = 0;
  };
  class Stub final : public StubInterface {
  public:
    ::grpc::Status Book(::grpc::ClientContext *context, const Request &request, Reply *response) override;
    void AsyncBook(::grpc::ClientContext *context, const Request &request, ::grpc::CompletionQueue *cq) override;
  };
};
} // namespace shop

namespace httplib {
class Result {};
class Client {
public:
  Result Get(const std::string &path);
};
} // namespace httplib

namespace boost::asio {
class io_context {
public:
  std::size_t run();
  std::size_t poll();
};
} // namespace boost::asio

namespace Poco {
class Thread {
public:
  static void sleep(long milliseconds);
};
} // namespace Poco

class QEventLoop {
public:
  int exec(int flags = 0);
};

void blocks(pqxx::connection &c, CURL *easy, CURLM *multi, shop::Carrier::Stub &stub,
            shop::Carrier::StubInterface &any, grpc::CompletionQueue &queue, httplib::Client &http,
            boost::asio::io_context &io, QEventLoop &loop) {
  pqxx::work tx(c);
  tx.exec("UPDATE t SET a = 1");
  curl_easy_perform(easy); // HAZARD: pooling-long-transaction
  curl_multi_poll(multi, nullptr, 0, 1000, nullptr); // HAZARD: pooling-long-transaction
  grpc::ClientContext context;
  shop::Request request;
  shop::Reply reply;
  stub.Book(&context, request, &reply); // HAZARD: pooling-long-transaction
  any.Book(&context, request, &reply); // HAZARD: pooling-long-transaction
  void *tag;
  bool ok;
  queue.Next(&tag, &ok); // HAZARD: pooling-long-transaction
  http.Get("/"); // HAZARD: pooling-long-transaction
  io.run(); // HAZARD: pooling-long-transaction
  loop.exec(); // HAZARD: pooling-long-transaction
  Poco::Thread::sleep(100); // HAZARD: pooling-long-transaction
  tx.commit();
  curl_easy_perform(easy);
}

// Started here, waited for elsewhere.
void starts(pqxx::connection &c, CURLM *multi, shop::Carrier::Stub &stub, grpc::CompletionQueue &queue,
            boost::asio::io_context &io) {
  pqxx::work tx(c);
  int running;
  curl_multi_perform(multi, &running);
  grpc::ClientContext context;
  stub.AsyncBook(&context, shop::Request(), &queue);
  io.poll();
  tx.commit();
}
