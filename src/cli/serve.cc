// The command `serve`: an index over HTTP, and pages to look at it.

#include <fmt/format.h>
#include <sys/resource.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "cli/commands.h"
#include "cli/interrupt.h"
#include "server/service.h"
#include "unspin/index.h"

namespace unspin::cli {
namespace {

using namespace unspin::server;

struct Arguments {
  std::string index;
  std::string listen = "127.0.0.1:8080";
  std::string token_file;
  std::vector<std::string> hosts;
  bool read_only = false;
  IndexOptions opening;
  ServiceOptions service;
  HttpLimits limits;
};

struct Endpoint {
  std::string address;
  uint16_t port = 0;
};

// "127.0.0.1:8080", "[::1]:8080".
Result<Endpoint> parse_listen(const std::string& text) {
  size_t colon = text.rfind(':');
  Endpoint endpoint;
  if (colon != std::string::npos && colon > 0) {
    endpoint.address = text.substr(0, colon);
    std::string port = text.substr(colon + 1);
    bool digits = !port.empty() && port.size() <= 5 &&
                  port.find_first_not_of("0123456789") == std::string::npos;
    unsigned long number = digits ? std::stoul(port) : 65536;
    if (endpoint.address == "localhost") endpoint.address = "127.0.0.1";
    if (endpoint.address.front() == '[' && endpoint.address.back() == ']')
      endpoint.address = endpoint.address.substr(1, endpoint.address.size() - 2);
    endpoint.port = static_cast<uint16_t>(number);
    if (number <= 65535) return endpoint;
  }
  return fail(Code::kBadArgument,
              fmt::format("{}: not an address and port; write 127.0.0.1:8080", text));
}

// Each connection is a file descriptor, and systems allow few unless asked.
void raise_descriptor_limit(HttpLimits& limits) {
  constexpr rlim_t kKept = 1024;  // for the index, and all else
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  rlim_t wanted = limits.max_connections + kKept;
  if (limit.rlim_cur < wanted) {
    limit.rlim_cur = std::min(wanted, limit.rlim_max);
    ::setrlimit(RLIMIT_NOFILE, &limit);
  }
  rlim_t usable =
      limit.rlim_cur > 2 * kKept ? limit.rlim_cur - kKept : limit.rlim_cur / 2;
  limits.max_connections = std::min<size_t>(limits.max_connections, usable);
}

// Looks now and then at what another process has written, as long as it lives.
class Refresher {
 public:
  explicit Refresher(Service& service) : thread_([this, &service] { run(service); }) {}
  ~Refresher() {
    ending_ = true;
    thread_.join();
  }
  Refresher(const Refresher&) = delete;
  Refresher& operator=(const Refresher&) = delete;

 private:
  void run(Service& service) {
    for (int tick = 1; !ending_; ++tick) {
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
      if (tick % 20 != 0) continue;
      auto refreshed = service.refresh();
      if (!refreshed && refreshed.error().message != last_)
        complain(refreshed.error().message);
      last_ = refreshed ? "" : refreshed.error().message;
    }
  }

  std::atomic<bool> ending_ = false;
  std::string last_;
  std::thread thread_;
};

Result<std::unique_ptr<Service>> open_service(const Arguments& arguments, bool loopback) {
  std::optional<Tokens> tokens;
  if (!arguments.token_file.empty()) {
    UNSPIN_TRY(tokens, read_tokens(arguments.token_file));
  } else if (!loopback) {
    return fail(
        Code::kBadArgument,
        fmt::format("{}: others can reach this address; name a file of tokens with "
                    "--token-file, or listen at 127.0.0.1",
                    arguments.listen));
  }
  UNSPIN_TRY(Comparer comparer, Comparer::open(arguments.opening.comparing));
  IndexAccess access = arguments.read_only ? IndexAccess::kRead : IndexAccess::kWrite;
  UNSPIN_TRY(Index index, Index::open(arguments.index, access, arguments.opening));
  return std::make_unique<Service>(std::move(index), std::move(comparer),
                                   Access(loopback, arguments.hosts, std::move(tokens)),
                                   arguments.service);
}

Result<void> serve(Arguments arguments) {
  UNSPIN_TRY(Endpoint endpoint, parse_listen(arguments.listen));
  raise_descriptor_limit(arguments.limits);
  Interrupts interrupts;
  UNSPIN_TRY(std::unique_ptr<Service> service,
             open_service(arguments, is_loopback(endpoint.address)));
  UNSPIN_TRY(std::unique_ptr<HttpServer> server,
             HttpServer::listen(endpoint.address, endpoint.port, arguments.limits,
                                service->application()));
  service->observe(server.get());
  bool v6 = endpoint.address.find(':') != std::string::npos;
  complain(fmt::format("serving {} at http://{}:{}/", arguments.index,
                       v6 ? "[" + endpoint.address + "]" : endpoint.address,
                       server->port()));
  {
    std::optional<Refresher> refresher;
    if (arguments.read_only) refresher.emplace(*service);
    server->run([] { return Interrupts::requested(); });
  }
  server.reset();
  complain("stopped");
  return service->close();
}

int run_serve(Arguments arguments) {
  arguments.service.version = UNSPIN_VERSION;
  arguments.service.writable = !arguments.read_only;
  arguments.service.on_fault = complain;
  auto served = serve(std::move(arguments));
  if (!served) return complain(served.error().message), kFailed;
  return kFound;
}

void add_limits(CLI::App& serve, Arguments& arguments) {
  serve
      .add_option("--max-body", arguments.service.max_body_bytes,
                  "Longest body of a request; longer ones are answered 413")
      ->transform(CLI::AsSizeValue(false))
      ->capture_default_str();
  serve
      .add_option("--max-connections", arguments.limits.max_connections,
                  "Most connections at one time; more are answered 503")
      ->check(CLI::Range(1, 1'000'000))
      ->capture_default_str();
  serve
      .add_option("--max-waiting", arguments.limits.max_waiting,
                  "Most requests that wait for a thread; more are answered 503")
      ->check(CLI::Range(1, 1'000'000))
      ->capture_default_str();
  serve
      .add_option("--threads", arguments.limits.workers,
                  "How many threads answer; 0: one for each core")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
}

}  // namespace

void add_serve(CLI::App& app, int& exit_status) {
  CLI::App* serve = app.add_subcommand(
      "serve", "Answer over HTTP what an index knows, and show it in pages");
  auto arguments = std::make_shared<Arguments>();
  serve->add_option("INDEX", arguments->index, "Made by 'unspin index create'")
      ->required();
  serve
      ->add_option("--listen", arguments->listen,
                   "Address and port; addresses that other machines can reach need "
                   "--token-file")
      ->capture_default_str();
  serve->add_option("--token-file", arguments->token_file,
                    "A file of lines 'read TOKEN' and 'write TOKEN': who asks needs one, "
                    "as 'Authorization: Bearer TOKEN'");
  serve->add_option("--allow-host", arguments->hosts,
                    "A name that a server at loopback may be asked for by, as behind a "
                    "proxy; may be given again");
  serve->add_flag("--read-only", arguments->read_only,
                  "Open the index for reading: another process may add to it, and the "
                  "server sees that within seconds");
  serve->add_option(
      "--lexicon", arguments->opening.comparing.lexicon,
      "A file made by 'unspin lexicon build', or none; default: the English "
      "one beside this program");
  add_limits(*serve, *arguments);
  serve->footer(
      "Ends on Ctrl-C or a polite kill when the requests at hand are answered.\n"
      "Exit status: 0, or 2 after an error.");
  serve->callback([arguments, &exit_status] { exit_status = run_serve(*arguments); });
}

}  // namespace unspin::cli
