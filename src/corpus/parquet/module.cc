#include "corpus/parquet/module.h"

#include "corpus/parquet/file.h"

extern "C" __attribute__((visibility("default"))) const unspin::parquet_module::Functions*
unspin_parquet() {
  static constexpr unspin::parquet_module::Functions kFunctions{
      UNSPIN_VERSION, unspin::parquet_module::open, unspin::parquet_module::copy};
  return &kFunctions;
}
