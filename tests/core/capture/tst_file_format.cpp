// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/file_format.h"

#include "core/capture/scratch_file.h"
#include "core/net/packet_builder.h"

#include <cerrno>
#include <gtest/gtest.h>

namespace telltale::capture {
namespace {

using namespace test;

TEST(FileFormat, IsToldByTheFirstOctets)
{
    const std::pair<ByteBuffer, FileFormat> table[] = {
        {{}, FileFormat::empty},
        {hex("a1b2c3d4"), FileFormat::pcap},
        {hex("d4c3b2a1"), FileFormat::pcap},
        {hex("4d3cb2a1"), FileFormat::pcap},
        {hex("34cdb2a1"), FileFormat::pcap},
        {hex("0a0d0d0a"), FileFormat::pcapng},
        {hex("1f8b0800"), FileFormat::gzip},
        {hex("28b52ffd"), FileFormat::zstd},
        {text("snoop"), FileFormat::snoop},
        {text("{\"log\":"), FileFormat::har},
        {text("\xEF\xBB\xBF \n{"), FileFormat::har},
        {text("2694:7:version;1:7#"), FileFormat::mitmproxy},
        {text("12:30 lunch"), FileFormat::text},
        {text("plain words"), FileFormat::text},
        {text("caf\xC3"), FileFormat::text}, // cut inside a character
        {hex("00010203"), FileFormat::unknown},
    };
    for (const auto &[bytes, format] : table)
        EXPECT_EQ(sniffFormat(bytes), format) << base::asText(bytes);
}

TEST(FileFormat, EveryRefusalIsASentenceThatNamesTheInput)
{
    for (const auto format : {FileFormat::empty, FileFormat::har, FileFormat::mitmproxy, FileFormat::snoop,
             FileFormat::text, FileFormat::unknown}) {
        const base::Error error = notACapture("x.bin", format);
        EXPECT_TRUE(error.message.starts_with("x.bin is "));
        EXPECT_FALSE(error.remedy.empty());
    }
    for (const int number : {ENOENT, EACCES, EISDIR, EIO})
        EXPECT_NE(cannotRead("x.bin", number).message.find("x.bin"), std::string::npos);
}

TEST(FileFormat, SniffsFiles)
{
    const ScratchFile har("{}");
    EXPECT_EQ(sniffFile(har.path()).value(), FileFormat::har);
    EXPECT_FALSE(sniffFile("/nonexistent/file").ok());
    EXPECT_FALSE(sniffFile("/tmp").ok());
}

} // namespace
} // namespace telltale::capture
