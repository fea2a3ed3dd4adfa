// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/hidden_content.h"

#include "encode.h"
#include "tree_text.h"
#include "vectors.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;
using namespace telltale::decode::test;

TEST(HiddenContent, StructuresBehindAnEncoding)
{
    for (const std::string &octets :
        {firebaseUpload, messagePackEvent, cborEvent, umengPlain, binaryPlist, pngHead, rawDeflateOfJson,
            grpcFramesOfTwo, plainJson, compress(plainJson), compress(plainJson, Compression::zlib)}) {
        EXPECT_TRUE(hidesStructure(base::asBytes(octets), {})) << hex(octets);
        EXPECT_TRUE(beginsLikeBinaryStructure(base::asBytes(octets).first(24), octets.size()) || octets == plainJson
            || octets.starts_with("\x1f\x8b") || octets.starts_with("\x78"))
            << hex(octets);
    }
}

TEST(HiddenContent, IdentifiersHideNothing)
{
    for (const std::string_view digest : {"d41d8cd98f00b204e9800998ecf8427e", "4f0a9c1e11114222833312345678900a",
             "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "00000000000000000000000000000000"})
        EXPECT_FALSE(hidesStructure(octetsOfHex(digest), {})) << digest;
}
