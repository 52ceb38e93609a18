// The table of routes.
#pragma once

#include <string_view>

#include "server/service.h"

namespace unspin::server {

enum class BodyKind : uint8_t {
  kNone,  // a body means nothing
  kJson,  // application/json
  kFile,  // anything
};

struct Service::Route {
  std::string_view method;

  // A last segment "{id}" stands for all the rest of a path.
  std::string_view path;

  Need need = Need::kRead;
  BodyKind body = BodyKind::kNone;
  Response (Service::*handler)(const Call&) = nullptr;

  // Answered on the network's thread, so that it is answered whatever the load.
  bool quick = false;
};

}  // namespace unspin::server
