// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/protobuf_decoder.h"

#include "encode.h"
#include "tree_text.h"
#include "vectors.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;
using namespace telltale::decode::test;

TEST(ProtobufDecoder, FirebaseUploadByFieldNumbers)
{
    Hints hints;
    hints.contentEncoding = "gzip";
    hints.contentType = "application/x-www-form-urlencoded"; // what the SDK claims
    const DecodeTree tree = open(compress(firebaseUpload), LocationKind::body, hints);
    EXPECT_EQ(at(tree, "gzip/protobuf/1/14"), "com.example.app");
    EXPECT_EQ(at(tree, "gzip/protobuf/1/19"), "4f0a9c1e-1111-4222-8333-123456789abc");
    EXPECT_EQ(at(tree, "gzip/protobuf/1/2/2"), "screen_view"); // the first of two siblings
    EXPECT_EQ(at(tree, "gzip/protobuf/1/26"), "47.3769");
    EXPECT_FALSE(tree.node(*find(tree, "gzip/protobuf")).note.empty());
}

TEST(ProtobufDecoder, RepeatedFieldsAreSiblings)
{
    const DecodeTree tree = open(firebaseUpload);
    int events = 0;
    for (std::uint32_t i = 0; i < tree.nodes().size(); ++i)
        events += pathText(tree, i) == "protobuf/1/2" ? 1 : 0;
    EXPECT_EQ(events, 2);
    EXPECT_EQ(proof(tree, *find(tree, "protobuf/1/14")), "com.example.app");
}

TEST(ProtobufDecoder, InBase64OfJson)
{
    const std::string wire = R"({"logEvent":[{"sourceExtension":")" + base64(firebaseUpload) + R"("}]})";
    EXPECT_EQ(at(open(wire), "json/logEvent/[0]/sourceExtension/base64/protobuf/1/14"), "com.example.app");
}

TEST(ProtobufDecoder, CompressedFieldOpensFurther)
{
    const std::string packed = compress(plainJson);
    const std::string wire = std::string("\x0a\x05words\x12") + static_cast<char>(packed.size()) + packed;
    Hints hints;
    hints.contentType = "application/x-protobuf";
    ASSERT_LT(packed.size(), 128U);
    EXPECT_EQ(at(open(wire, LocationKind::body, hints), "protobuf/2/gzip/json/q"), "how to leave my job");
}
