// SPDX-License-Identifier: GPL-3.0-or-later
#include "record_printer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <memory>

using namespace telltale;
using testing::HasSubstr;
using testing::Not;

namespace {

struct Stand {
    std::unique_ptr<std::FILE, int (*)(std::FILE *)> file{std::tmpfile(), std::fclose};
    std::shared_ptr<session::PayloadStore> payloads = session::PayloadStore::create().value();
    cli::RecordPrinter printer{file.get(), cli::RecordLines({}, nullptr), {}};

    std::string printed()
    {
        std::fflush(file.get());
        std::rewind(file.get());
        std::string text;
        std::array<char, 4096> chunk;
        while (const std::size_t count = std::fread(chunk.data(), 1, chunk.size(), file.get()))
            text.append(chunk.data(), count);
        return text;
    }
};

std::size_t countOf(const std::string &text, const std::string &part)
{
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
        ++count;
    return count;
}

engine::Batch batch(bool ended, bool incognito)
{
    engine::Batch batch;
    session::Exchange exchange;
    exchange.id = {{1, 0}, 1};
    exchange.ended = ended;
    exchange.incognito = incognito;
    batch.exchanges.push_back(exchange);
    session::Connection connection;
    connection.id = {1, 0};
    connection.closed = ended;
    batch.connections.push_back(connection);
    return batch;
}

} // namespace

TEST(RecordPrinter, liveEachThingIsPrintedOnceWhenItHasEnded)
{
    Stand stand;
    stand.printer.printLive(batch(false, false), *stand.payloads);
    EXPECT_EQ(stand.printed(), "");
    stand.printer.printLive(batch(true, false), *stand.payloads);
    stand.printer.printLive(batch(true, true), *stand.payloads); // a mark came later
    const std::string text = stand.printed();
    EXPECT_EQ(countOf(text, "\"type\":\"exchange\""), 1U) << text;
    EXPECT_EQ(countOf(text, "\"type\":\"connection\""), 1U) << text;
}

TEST(RecordPrinter, withAPhoneThatIsAskedRecordsWaitForItsLastWord)
{
    const auto with = [](std::optional<session::App> app, std::optional<base::Timestamp> settled) {
        engine::Batch one = batch(true, false);
        one.connections[0].app = one.exchanges[0].app = std::move(app);
        one.connections[0].end = one.exchanges[0].end = base::Timestamp{1000};
        one.ownersSettled = settled;
        return one;
    };
    const session::App mail{"com.mail", "Mail", session::AppSource::device, session::Confidence::certain};
    Stand stand;
    stand.printer.waitForApps();
    stand.printer.printLive(with(mail, std::nullopt), *stand.payloads);
    stand.printer.printLive(with(mail, base::Timestamp{999}), *stand.payloads);
    EXPECT_EQ(stand.printed(), "");
    stand.printer.printLive(with(std::nullopt, base::Timestamp{1000}), *stand.payloads); // another one was near
    const std::string text = stand.printed();
    EXPECT_EQ(countOf(text, "\"app\":null"), 2U) << text;
    EXPECT_EQ(countOf(text, "com.mail"), 0U) << text;
}

TEST(RecordPrinter, atTheEndNothingWaits)
{
    Stand stand;
    stand.printer.waitForApps();
    engine::Batch last = batch(true, false);
    last.connections[0].end = base::Timestamp{1000};
    last.summary = session::Summary{};
    stand.printer.printLive(last, *stand.payloads);
    EXPECT_EQ(countOf(stand.printed(), "\"type\":\"connection\""), 1U);
}

TEST(RecordPrinter, ofAFileTheLatestStateIsPrinted)
{
    Stand stand;
    stand.printer.collect(batch(true, false), *stand.payloads);
    stand.printer.collect(batch(true, true), *stand.payloads);
    stand.printer.printCollected(*stand.payloads);
    const std::string text = stand.printed();
    EXPECT_EQ(countOf(text, "\"type\":\"exchange\""), 1U) << text;
    EXPECT_THAT(text, HasSubstr("\"incognito\":true"));
    EXPECT_THAT(text, Not(HasSubstr("\"incognito\":false")));
}
