#include "unspin/dedup.h"

#include <gtest/gtest.h>
