// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/protobuf_reader.h"

#include "encode.h"
#include "transcript.h"
#include "tree_text.h"
#include "vectors.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;
using namespace telltale::decode::test;

TEST(ProtobufReader, FirebaseUpload)
{
    Transcript transcript(firebaseUpload);
    ASSERT_TRUE(readProtobuf(base::asBytes(firebaseUpload), transcript));
    EXPECT_EQ(transcript.text,
        "1={ 1=1 2={ 1={ 1='_sn' 2='SearchActivity' } 1={ 1='_si' 3=42 } 2='screen_view' 3=1588291200123 } "
        "2={ 1={ 1='_sn' 2='SearchActivity' } 1={ 1='_si' 3=42 } 2='search' 3=1588291200456 } 8='android' 9='10' "
        "14='com.example.app' 19='4f0a9c1e-1111-4222-8333-123456789abc' 26=47.3769 27=8.5417 28=0xdeadbeefcafef00d "
        "33=1 33=2 33=3 33=200 } ");
    EXPECT_TRUE(isProtobuf(base::asBytes(firebaseUpload)));
}

TEST(ProtobufReader, MessageThatOnlyLooksLikeText)
{
    Transcript transcript(nestedIdentifier); // the inner message is "\"$" and a UUID
    ASSERT_TRUE(readProtobuf(base::asBytes(nestedIdentifier), transcript));
    EXPECT_EQ(transcript.text, "1={ 4='4f0a9c1e-1111-4222-8333-123456789abc' } 2='how to leave my job' ");
    Transcript white("\x0a\x0b\x0a\x09some_name");
    ASSERT_TRUE(readProtobuf(base::asBytes("\x0a\x0b\x0a\x09some_name"), white));
    EXPECT_EQ(white.text, "1={ 1='some_name' } ");
}

TEST(ProtobufReader, WholeBodyOfOneIdentifier)
{
    EXPECT_TRUE(isProtobuf(base::asBytes("\x0a\x24"
                                         "3bbc333c-e61c-433b-819a-0b9a8cc103b8")));
    EXPECT_FALSE(isProtobuf(base::asBytes("3bbc333c-e61c-433b-819a-0b9a8cc103b8")));
    EXPECT_FALSE(isProtobuf(base::asBytes("\nhow to leave my job")));
}

TEST(ProtobufReader, TextStaysText)
{
    const std::string wire = "\x0a\x13how to leave my job\x12\x05Zoo.1";
    Transcript transcript(wire);
    ASSERT_TRUE(readProtobuf(base::asBytes(wire), transcript));
    EXPECT_EQ(transcript.text, "1='how to leave my job' 2='Zoo.1' ");
}

TEST(ProtobufReader, CutsAreNoMessageOrAShorterOne)
{
    for (std::size_t size = 1; size < firebaseUpload.size(); ++size) {
        Transcript transcript(firebaseUpload);
        EXPECT_FALSE(readProtobuf(base::asBytes(firebaseUpload).first(size), transcript)) << size;
    }
}

TEST(ProtobufReader, RandomOctetsAreNoMessage)
{
    std::uint64_t state = 88172645463325252ULL;
    const auto next = [&state] {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        return static_cast<std::uint8_t>(state >> 32);
    };
    int taken = 0;
    for (int i = 0; i < 200'000; ++i) {
        base::ByteBuffer token(12 + i % 52);
        for (std::uint8_t &octet : token)
            octet = next();
        taken += isProtobuf(token) ? 1 : 0;
    }
    EXPECT_LE(taken, 4);
}

TEST(ProtobufReader, Varints)
{
    std::size_t at = 0;
    EXPECT_EQ(readVarint(octetsOfHex("ac02"), at), 300U);
    EXPECT_EQ(at, 2U);
    at = 0;
    EXPECT_EQ(readVarint(octetsOfHex("ffffffffffffffffff01"), at), UINT64_MAX);
    at = 0;
    EXPECT_FALSE(readVarint(octetsOfHex("ffffffffffffffffff02"), at));
    at = 0;
    EXPECT_FALSE(readVarint(octetsOfHex("ff"), at));
}
