// Makes answers shorter for slow lines.
#pragma once

#include "server/message.h"

namespace unspin::server {

bool accepts_gzip(const Request& request);

// Gives `response` a gzip coding when the client takes it and it is worth it.
void compress(const Request& request, Response& response);

}  // namespace unspin::server
