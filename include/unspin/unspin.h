// Everything unspin offers to programs.
#pragma once

#include "unspin/boilerplate.h"
#include "unspin/compare.h"
#include "unspin/document.h"
#include "unspin/error.h"
#include "unspin/family.h"
#include "unspin/index.h"
#include "unspin/match.h"
#include "unspin/read.h"
#include "unspin/scan.h"
#include "unspin/span.h"
