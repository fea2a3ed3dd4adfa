// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/recorded_cipher_decoder.h"

#include "decode/cipher.h"
#include "decode/decoders/form_decoder.h"
#include "encode.h"
#include "tree_text.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;
using namespace telltale::decode::test;

namespace {

const std::string encrypted = "\x81\x24\xbe\x65\x26\x15\x56\x31\x01\x7c\xfd\xc7\x60\x3c\xf7\x8f\xd1\x6a";

std::shared_ptr<const RecordedCiphers> ciphers()
{
    auto book = std::make_shared<RecordedCiphers>();
    book->add(
        {base::toBuffer(base::asBytes(encrypted)), base::toBuffer(base::asBytes("secret")), "aes-128-ctr", "note"});
    return book;
}

DecodeTree opened(const std::string &wire)
{
    DecoderRegistry registry;
    registry.add(std::make_unique<RecordedCipherDecoder>(ciphers()));
    registry.add(std::make_unique<FormDecoder>());
    return decodeLocation(base::asBytes(wire), LocationKind::body, {}, registry);
}

} // namespace

TEST(RecordedCipherDecoder, theOctetsAndTheirWritings)
{
    const std::pair<std::string, std::string> cases[] = {{encrypted, "aes-128-ctr"},
        {base64(encrypted), "base64/aes-128-ctr"}, {base64Url(encrypted), "base64/aes-128-ctr"},
        {hex(encrypted), "hex/aes-128-ctr"}, {"a=b&c=" + hex(encrypted), "form/c/hex/aes-128-ctr"}};
    for (const auto &[wire, path] : cases) {
        const DecodeTree tree = opened(wire);
        EXPECT_EQ(at(tree, path), "secret");
        const auto node = find(tree, path);
        ASSERT_TRUE(node) << path;
        EXPECT_EQ(tree.node(*node).note, "note");
    }
}

TEST(RecordedCipherDecoder, anInitialVectorMayStandInFront)
{
    for (const std::size_t front : {12U, 16U}) {
        const DecodeTree tree = opened(std::string(front, '\xfe') + encrypted);
        const auto node = find(tree, "aes-128-ctr");
        ASSERT_TRUE(node) << front;
        EXPECT_EQ(proof(tree, *node), encrypted);
    }
}

TEST(RecordedCipherDecoder, whatWasNotRecordedStaysAsItIs)
{
    for (const std::string &wire :
        {encrypted.substr(1), encrypted + "x", std::string(13, 'x') + encrypted, std::string("x")})
        EXPECT_EQ(opened(wire).nodes().size(), 1U);
    DecodeTree tree(base::asBytes(encrypted));
    EXPECT_TRUE(RecordedCipherDecoder(std::make_shared<RecordedCiphers>()).open(tree, 0, {}, {}).empty());
}
