#include "extract/declared_charset.h"

#include <gtest/gtest.h>

#include <string>

namespace unspin {
namespace {

TEST(DeclaredCharset, IsFoundInEitherFormOfMeta) {
  EXPECT_EQ(find_declared_charset("<meta charset=utf-8>"), "utf-8");
  EXPECT_EQ(find_declared_charset("<html><head><META CharSet = \"GBK\" />"), "GBK");
  EXPECT_EQ(find_declared_charset("<meta http-equiv='Content-Type' "
                                  "content='text/html; charset=iso-8859-1'>"),
            "iso-8859-1");
}

TEST(DeclaredCharset, IsFoundInAnXmlDeclaration) {
  EXPECT_EQ(find_declared_charset("<?xml version='1.0' encoding='windows-1251'?><html>"),
            "windows-1251");
}

TEST(DeclaredCharset, IsNotTakenFromACommentOrAnotherTag) {
  EXPECT_EQ(find_declared_charset("<!-- <meta charset=a> --><meta charset=b>"), "b");
  EXPECT_EQ(find_declared_charset("<p title='charset=a'>"), "");
  EXPECT_EQ(find_declared_charset("<script charset=a>"), "");
}

TEST(DeclaredCharset, IsLookedForAtTheBeginningOnly) {
  EXPECT_EQ(find_declared_charset(std::string(2000, ' ') + "<meta charset=a>"), "");
}

TEST(DeclaredCharset, TakesAnyBytes) {
  for (const std::string_view html :
       {"", "<", "<meta", "<meta charset", "<meta charset=", "<meta charset='", "<!--",
        "<?xml", "<meta charset charset=x"}) {
    find_declared_charset(html);
  }
  EXPECT_EQ(find_declared_charset("<meta charset charset=x"), "x");
}

}  // namespace
}  // namespace unspin
