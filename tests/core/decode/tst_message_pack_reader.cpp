// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/message_pack_reader.h"

#include "encode.h"
#include "tree_text.h"
#include "vectors.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;
using namespace telltale::decode::test;

namespace {

/// Writes down what a reader gives.
class Transcript final : public StructureSink {
public:
    explicit Transcript(std::string_view wire)
        : m_wire(wire)
    {
    }
    bool begin(const MemberKey &key, std::size_t) override { return add(key, "{"); }
    bool end(std::size_t) override
    {
        text += "} ";
        return true;
    }
    bool octets(const MemberKey &key, base::ByteRange range) override
    {
        return add(key, "'" + std::string(m_wire.substr(range.from, range.size())) + "'");
    }
    bool scalar(const MemberKey &key, base::ByteRange, const Scalar &value) override { return add(key, value.text()); }

    std::string text;

private:
    bool add(const MemberKey &key, const std::string &value)
    {
        text += key.text() + "=" + value + " ";
        return true;
    }
    std::string_view m_wire;
};

} // namespace

TEST(MessagePackReader, GivesEveryKindOfValue)
{
    Transcript transcript(messagePackEvent);
    EXPECT_TRUE(readMessagePack(base::asBytes(messagePackEvent), transcript));
    EXPECT_TRUE(transcript.text.starts_with(
        "event='search' props={ q='how to leave my job' n=-300 lat=47.5 ok=true none=null } list={ [0]=1 [1]='two' "
        "[2]=200 } 5='five' blob='"))
        << transcript.text;
    EXPECT_TRUE(isMessagePack(base::asBytes(messagePackEvent)));
}

TEST(MessagePackReader, NothingThatIsCutOffOrFollowed)
{
    for (std::size_t size = 0; size < messagePackEvent.size(); ++size) {
        Transcript transcript(messagePackEvent);
        EXPECT_FALSE(readMessagePack(base::asBytes(messagePackEvent).first(size), transcript)) << size;
    }
    EXPECT_FALSE(isMessagePack(base::asBytes(messagePackEvent + "x")));
    EXPECT_FALSE(isMessagePack(base::asBytes(cborEvent)));
}

TEST(MessagePackReader, DepthIsBounded)
{
    std::string deep(100, '\x91');
    deep += "\xa4word";
    Transcript transcript(deep);
    EXPECT_FALSE(readMessagePack(base::asBytes(deep), transcript));
}
