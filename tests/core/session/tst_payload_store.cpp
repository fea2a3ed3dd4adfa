// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/payload_store.h"

#include <csignal>
#include <cstdlib>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <thread>
#include <vector>

using namespace telltale;
using session::PayloadRef;
using session::PayloadStore;

namespace {

std::shared_ptr<PayloadStore> newStore()
{
    auto created = PayloadStore::create();
    return created.ok() ? created.value() : nullptr;
}

base::ByteBuffer filled(std::size_t size, unsigned seed)
{
    base::ByteBuffer bytes(size);
    for (std::size_t i = 0; i < size; ++i)
        bytes[i] = static_cast<std::uint8_t>(i * 31 + seed);
    return bytes;
}

/// Lets files of this process grow to @p bytes only, as a full disk would.
class FileSizeLimit {
public:
    explicit FileSizeLimit(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit small = m_before;
        small.rlim_cur = bytes;
        setrlimit(RLIMIT_FSIZE, &small);
    }
    ~FileSizeLimit() { setrlimit(RLIMIT_FSIZE, &m_before); }

private:
    rlimit m_before{};
};

} // namespace

TEST(PayloadStore, GivesBackWhatWasAppended)
{
    const auto store = newStore();
    ASSERT_TRUE(store);
    // Small ones stay in memory for a while, the large ones pass the write threshold in several ways.
    const std::vector<std::size_t> sizes{1, 700, 1U << 20, 3, (1U << 20) + 1, 5U << 20, 12, (1U << 20) - 5, 6};
    std::vector<PayloadRef> refs;
    for (std::size_t i = 0; i < sizes.size(); ++i)
        refs.push_back(store->append(filled(sizes[i], static_cast<unsigned>(i))));
    for (std::size_t i = 0; i < sizes.size(); ++i)
        EXPECT_EQ(store->read(refs[i]), filled(sizes[i], static_cast<unsigned>(i))) << i;
    EXPECT_FALSE(store->failed());
}

TEST(PayloadStore, ReadAcrossWrittenAndPendingIsWhole)
{
    const auto store = newStore();
    ASSERT_TRUE(store);
    base::ByteBuffer all;
    for (unsigned i = 0; i < 40; ++i) {
        const base::ByteBuffer part = filled(50'001, i);
        store->append(part);
        all.insert(all.end(), part.begin(), part.end());
    }
    EXPECT_EQ(store->size(), all.size());
    EXPECT_EQ(store->read({0, all.size()}), all);
}

TEST(PayloadStore, EmptyLimitedAndForeignReferences)
{
    const auto store = newStore();
    ASSERT_TRUE(store);
    EXPECT_EQ(store->append({}), PayloadRef{});
    const PayloadRef ref = store->append(base::asBytes("telemetry"));
    EXPECT_EQ(base::asText(store->read(ref, 4)), "tele");
    EXPECT_TRUE(store->read({}).empty());
    EXPECT_TRUE(store->read({ref.offset, ref.size + 1}).empty());
    EXPECT_TRUE(store->read({UINT64_MAX, 2}).empty());
    EXPECT_TRUE(store->read({1, UINT64_MAX}).empty());
}

TEST(PayloadStore, AppendAndReadFromManyThreads)
{
    const auto store = newStore();
    ASSERT_TRUE(store);
    std::vector<std::thread> threads;
    std::vector<unsigned> wrong(4, 0);
    for (unsigned t = 0; t < 4; ++t) {
        threads.emplace_back([&store, &wrong, t] {
            for (unsigned i = 0; i < 200; ++i) {
                const base::ByteBuffer bytes = filled(1000 + 97 * i, t * 1000 + i);
                if (store->read(store->append(bytes)) != bytes)
                    ++wrong[t];
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    EXPECT_EQ(wrong, std::vector<unsigned>(4, 0));
}

TEST(PayloadStore, FullDiskIsSaidAndSpoilsNothing)
{
    const auto store = newStore();
    ASSERT_TRUE(store);
    const base::ByteBuffer early = filled(900'000, 1);
    const PayloadRef before = store->append(early);
    {
        const FileSizeLimit full(400'000);
        EXPECT_EQ(store->append(filled(900'000, 2)), PayloadRef{});
        EXPECT_TRUE(store->failed());
        EXPECT_EQ(store->read(before), early);
    }
    const base::ByteBuffer late = filled(2'000'000, 3);
    const PayloadRef after = store->append(late);
    EXPECT_EQ(store->read(before), early);
    EXPECT_EQ(store->read(after), late);
}

TEST(PayloadStore, ErrorNamesTheFolderAndTheRemedy)
{
    const char *before = std::getenv("TMPDIR");
    const std::string kept = before != nullptr ? before : "";
    setenv("TMPDIR", "/nonexistent/folder", 1);
    const auto created = PayloadStore::create();
    if (kept.empty())
        unsetenv("TMPDIR");
    else
        setenv("TMPDIR", kept.c_str(), 1);
    ASSERT_FALSE(created.ok());
    EXPECT_NE(created.error().message.find("/nonexistent/folder"), std::string::npos);
    EXPECT_NE(created.error().remedy.find("TMPDIR"), std::string::npos);
}
