#include "cli/interrupt.h"

#include <array>
#include <atomic>
#include <csignal>
#include <filesystem>
#include <system_error>

#include "cli/commands.h"

namespace unspin::cli {
namespace {

constexpr std::array kSignals{SIGINT, SIGTERM};

// A signal handler can reach nothing else.
std::atomic<int> noted = 0;

void note(int signal) { noted = signal; }

void handle(int signal, void (*handler)(int)) {
  struct sigaction action = {};
  if (::sigaction(signal, nullptr, &action) != 0 || action.sa_handler == SIG_IGN) return;
  action = {};
  action.sa_handler = handler;
  // Back to the default after the first: who is impatient is obeyed.
  action.sa_flags = static_cast<int>(SA_RESETHAND) | SA_RESTART;
  ::sigaction(signal, &action, nullptr);
}

}  // namespace

Interrupts::Interrupts() {
  for (int signal : kSignals) handle(signal, note);
}

Interrupts::~Interrupts() {
  for (int signal : kSignals) handle(signal, SIG_DFL);
}

bool Interrupts::requested() { return noted.load(std::memory_order_relaxed) != 0; }

void Interrupts::end_program() {
  int signal = noted;
  if (signal == 0) return;
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

void complain_of_end(const Error& error, const std::string& scratch) {
  if (error.code == Code::kStopped)
    return complain("stopped; the same command with --resume goes on from here");
  std::error_code ignored;
  bool may_go_on = error.code == Code::kUnwritable || error.code == Code::kUnreadable;
  if (may_go_on && std::filesystem::exists(scratch, ignored))
    return complain(error.message +
                    "; what was done is kept, and the same command with --resume goes on "
                    "from here");
  complain(error.message);
}

}  // namespace unspin::cli
