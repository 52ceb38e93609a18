#include "index/store.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace unspin {
namespace {

namespace fs = std::filesystem;

class StoreTest : public testing::Test {
 protected:
  StoreTest() {
    std::string name = (fs::temp_directory_path() / "unspin_store_XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  ~StoreTest() override { fs::remove_all(folder_); }

  Store open(StoreAccess access) {
    auto store = Store::open(folder_ / "store", access);
    EXPECT_TRUE(store) << store.error().message;
    return *std::move(store);
  }

  static void put(Store& store, Table table, uint64_t number, std::string_view value) {
    StoreBatch batch;
    batch.put(table, key_of_number(number), value);
    EXPECT_TRUE(store.write(std::move(batch), false));
  }

  fs::path folder_;
};

TEST_F(StoreTest, KeepsNumbersInOrder) {
  Store store = open(StoreAccess::kCreate);
  for (uint64_t number : {300U, 2U, 70000U, 1U})
    put(store, Table::kDocuments, number, "x");
  std::vector<uint64_t> found;
  auto take = [&](std::string_view key, std::string_view) {
    found.push_back(number_of_key(key));
    return true;
  };
  ASSERT_TRUE(store.scan(Table::kDocuments, key_of_number(2), take));
  EXPECT_EQ(found, (std::vector<uint64_t>{2, 300, 70000}));
  found.clear();
  ASSERT_TRUE(store.scan_back(Table::kDocuments, key_of_number(300), take));
  EXPECT_EQ(found, (std::vector<uint64_t>{2, 1}));
  found.clear();
  ASSERT_TRUE(store.scan_back(Table::kDocuments, "", take));
  EXPECT_EQ(found.size(), 4U);
}

TEST_F(StoreTest, WritesAllOrNothingAndReadsItAgain) {
  {
    Store store = open(StoreAccess::kCreate);
    StoreBatch batch;
    batch.put(Table::kIds, "a", "1");
    batch.put(Table::kIds, "b", "2");
    batch.remove(Table::kIds, "b");
    ASSERT_TRUE(store.write(std::move(batch), true));
  }
  Store store = open(StoreAccess::kRead);
  EXPECT_EQ(**store.get(Table::kIds, "a"), "1");
  EXPECT_FALSE(store.get(Table::kIds, "b")->has_value());
}

TEST_F(StoreTest, ReadersCatchUpWhenTheyRefresh) {
  Store writer = open(StoreAccess::kCreate);
  put(writer, Table::kDocuments, 1, "one");
  Store reader = open(StoreAccess::kRead);
  EXPECT_TRUE(reader.get(Table::kDocuments, key_of_number(1))->has_value());
  put(writer, Table::kDocuments, 2, "two");
  ASSERT_TRUE(writer.flush());
  EXPECT_FALSE(reader.get(Table::kDocuments, key_of_number(2))->has_value());
  ASSERT_TRUE(reader.refresh());
  EXPECT_TRUE(reader.get(Table::kDocuments, key_of_number(2))->has_value());
}

TEST_F(StoreTest, OpensOrRefusesATableWhateverByteOfItsEndIsFlipped) {
  constexpr uintmax_t kEnd = 400;
  {
    Store store = open(StoreAccess::kCreate);
    for (uint64_t i = 0; i < 100; ++i) put(store, Table::kDocuments, i, "some document");
    ASSERT_TRUE(store.flush());
  }
  size_t refused = 0;
  for (const auto& entry : fs::directory_iterator(folder_ / "store")) {
    if (entry.path().extension() != ".sst") continue;
    std::ostringstream whole;
    whole << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    const std::string bytes = whole.str();
    for (size_t i = bytes.size() - std::min(kEnd, bytes.size()); i < bytes.size(); ++i) {
      std::string damaged = bytes;
      damaged[i] = static_cast<char>(damaged[i] ^ (i % 2 == 0 ? 4 : 0xA6));
      std::ofstream(entry.path(), std::ios::binary) << damaged;
      auto store = Store::open(folder_ / "store", StoreAccess::kRead);
      refused += !store || !store->check();
    }
    std::ofstream(entry.path(), std::ios::binary) << bytes;
    EXPECT_EQ(refused, std::min(kEnd, bytes.size()));
    break;
  }
  EXPECT_TRUE(Store::open(folder_ / "store", StoreAccess::kRead));
}

TEST_F(StoreTest, FindsAFlippedByteInAnyTableFile) {
  {
    Store store = open(StoreAccess::kCreate);
    for (uint64_t i = 0; i < 100; ++i) put(store, Table::kDocuments, i, "some document");
    ASSERT_TRUE(store.flush());
    EXPECT_TRUE(store.check());
  }
  fs::path table;
  for (const auto& entry : fs::directory_iterator(folder_ / "store"))
    if (entry.path().extension() == ".sst") table = entry.path();
  ASSERT_FALSE(table.empty());
  auto size = static_cast<std::streamoff>(fs::file_size(table));
  for (std::streamoff at = 0; at < size; at += size / 23) {
    std::fstream file(table, std::ios::in | std::ios::out | std::ios::binary);
    file.seekg(at);
    char byte = static_cast<char>(file.get());
    file.seekp(at);
    file.put(static_cast<char>(byte ^ 4));
    file.close();
    auto store = Store::open(folder_ / "store", StoreAccess::kRead);
    EXPECT_TRUE(!store || !store->check()) << at;
    std::fstream back(table, std::ios::in | std::ios::out | std::ios::binary);
    back.seekp(at);
    back.put(byte);
  }
  EXPECT_TRUE(open(StoreAccess::kRead).check());
}

TEST_F(StoreTest, SaysThatThereIsNone) {
  auto store = Store::open(folder_ / "nowhere", StoreAccess::kRead);
  EXPECT_FALSE(store);
}

}  // namespace
}  // namespace unspin
