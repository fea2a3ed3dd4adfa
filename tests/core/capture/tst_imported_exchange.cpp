// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/imported_exchange.h"

#include "core/capture/scratch_file.h"

#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

namespace telltale::capture {
namespace {

TEST(ImportedExchange, ErrorsNameTheFile)
{
    const test::ScratchFile broken("{\"log\": ["), words("words");
    const auto ignore = [](ImportedExchange &&) {};
    for (const std::string &path : {broken.path(), words.path(), std::string("/nonexistent/x.har")}) {
        const base::Status status = importExchanges(path, ignore);
        ASSERT_FALSE(status.ok());
        EXPECT_NE(status.error().message.find(path), std::string::npos) << status.error().message;
    }
}

/// The number behind `name=` in a note such as "flows=3; ws_messages=5"; 0 where it is absent.
int noted(const std::string &note, const std::string &name)
{
    const std::size_t at = note.find(name + "=");
    return at == std::string::npos ? 0 : std::stoi(note.substr(at + name.size() + 1));
}

TEST(ImportedExchange, CountsAgreeWithTheIndexOfRealFiles)
{
    std::ifstream index(TELLTALE_SHARED_DIR "/captures/INDEX.tsv");
    if (!index)
        GTEST_SKIP() << "The real files are not here.";
    std::string row;
    int files = 0;
    while (std::getline(index, row)) {
        std::istringstream cells(row);
        std::vector<std::string> cell;
        for (std::string one; std::getline(cells, one, '\t');)
            cell.push_back(one);
        if (cell.size() < 14 || (cell[6] != "HAR" && cell[6] != "mitmproxy flow"))
            continue;
        int http1 = 0, http2 = 0, messages = 0;
        const auto status =
            importExchanges(TELLTALE_SHARED_DIR "/captures/" + cell[0], [&](ImportedExchange &&exchange) {
                const std::string &version = exchange.request.httpVersion;
                http1 += version.starts_with("HTTP/1") || version.starts_with("http/1");
                http2 += version.starts_with("HTTP/2") || version.starts_with("http/2") || version == "h2";
                messages += static_cast<int>(exchange.messages.size());
            });
        EXPECT_EQ(status.ok(), !cell[0].starts_with("malformed/")) << cell[0];
        EXPECT_EQ(std::to_string(http1), cell[8]) << cell[0];
        EXPECT_EQ(std::to_string(http2), cell[9]) << cell[0];
        EXPECT_EQ(messages, noted(row, "ws_messages")) << cell[0];
        ++files;
    }
    EXPECT_EQ(files, 10);
}

} // namespace
} // namespace telltale::capture
