// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/link_layer.h"

#include "core/net/packet_builder.h"

#include <gtest/gtest.h>

namespace telltale::net {
namespace {

using namespace test;

const char *const addresses = "0000 020000000001 020000000002 020000000003 0000";
const char *const snap = "aaaa03 000000 0800";

ByteBuffer dataFrame(const char *control, const char *afterAddresses = "")
{
    ByteBuffer frame = joined(joined(hex(control), hex(addresses)), hex(afterAddresses));
    return joined(joined(frame, hex(snap)), ipv4(udp("over the air")));
}

LinkPayload look(LinkType type, const ByteBuffer &frame)
{
    return linkPayload(type, {frame, frame.size()});
}

TEST(Wifi, ReadsDataFrames)
{
    const std::tuple<const char *, const char *, const char *> table[] = {
        {"data to the access point", "0801", ""},
        {"data from the access point", "0802", ""},
        {"QoS data", "8801", "0000"},
        {"QoS data with HT control", "8881", "0000 00000000"},
        {"four addresses", "0803", "020000000004"},
        {"four addresses, QoS", "8803", "020000000004 0000"},
    };
    for (const auto &[what, control, further] : table) {
        const ByteBuffer frame = dataFrame(control, further);
        EXPECT_EQ(look(LinkType::ieee80211, frame).type, etherType::ipv4) << what;
        EXPECT_EQ(toBuffer(look(LinkType::ieee80211, frame).payload.bytes), ipv4(udp("over the air"))) << what;
    }
}

TEST(Wifi, SaysWhatItCannotRead)
{
    EXPECT_STREQ(look(LinkType::ieee80211, dataFrame("0841")).anomaly, "net.encrypted_frame");
    EXPECT_STREQ(look(LinkType::ieee80211, dataFrame("8801", "8000")).anomaly, "net.aggregated_frame");
    EXPECT_STREQ(look(LinkType::ieee80211, hex("0801 0000")).anomaly, "net.truncated");
    EXPECT_STREQ(look(LinkType::ieee80211, hex("08")).anomaly, "net.truncated");
    EXPECT_EQ(look(LinkType::ieee80211, dataFrame("8000")).type, etherType::none); // beacon
    EXPECT_EQ(look(LinkType::ieee80211, dataFrame("4801")).type, etherType::none); // null data
}

TEST(Radiotap, TakesItsHeaderOff)
{
    for (const char *header : {"0000 0800 00000000", "0000 0c00 00000080 00000000", "0000 0900 02000000 00"}) {
        const ByteBuffer frame = joined(hex(header), dataFrame("0801"));
        EXPECT_EQ(look(LinkType::ieee80211Radiotap, frame).type, etherType::ipv4) << header;
    }
}

TEST(Radiotap, KnowsAboutPaddingBehindTheMacHeader)
{
    // QoS makes the MAC header 26 octets long; two of padding follow, and the flags field says so.
    const ByteBuffer plain = joined(hex("0000 0900 02000000 20"), dataFrame("8801", "0000 0000"));
    EXPECT_EQ(look(LinkType::ieee80211Radiotap, plain).type, etherType::ipv4);
    const ByteBuffer afterTime = joined(hex("0000 1100 03000000 1122334455667788 20"), dataFrame("8801", "0000 0000"));
    EXPECT_EQ(look(LinkType::ieee80211Radiotap, afterTime).type, etherType::ipv4);
}

TEST(Radiotap, SaysWhatIsOdd)
{
    EXPECT_STREQ(look(LinkType::ieee80211Radiotap, hex("0000 0800")).anomaly, "net.truncated");
    EXPECT_STREQ(look(LinkType::ieee80211Radiotap, hex("0100 0800 00000000")).anomaly, "net.unknown_link_type");
    EXPECT_STREQ(look(LinkType::ieee80211Radiotap, hex("0000 ff00 00000000")).anomaly, "net.truncated");
    EXPECT_STREQ(look(LinkType::ieee80211Radiotap, hex("0000 0400 00000000")).anomaly, "net.unknown_link_type");
}

} // namespace
} // namespace telltale::net
