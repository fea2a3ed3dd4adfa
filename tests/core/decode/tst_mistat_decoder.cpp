// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/decoders/mistat_decoder.h"

#include "encode.h"
#include "tree_text.h"
#include "vectors.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;
using namespace telltale::decode::test;

TEST(MistatDecoder, KeyFromTheFormItself)
{
    const DecodeTree ecb = open(mistatIds + "&mistatv=3&size=1&stat_value=" + mistat3);
    EXPECT_EQ(at(ecb, "form/stat_value/hex/aes-128-ecb/json/[0]/value"), "how to leave my job");
    EXPECT_EQ(ecb.node(*find(ecb, "form/stat_value/hex/aes-128-ecb")).note, "scheme from published analysis");
    EXPECT_EQ(proof(ecb, *find(ecb, "form/stat_value/hex/aes-128-ecb/json/[0]/value")), mistat3);
    const DecodeTree cbc = open("stat_value=" + mistat5 + "&mistatv=5&" + mistatIds);
    EXPECT_EQ(at(cbc, "form/stat_value/hex/aes-128-cbc/json/[0]/value"), "how to leave my job");
}

TEST(MistatDecoder, OtherKeysOpenNothing)
{
    const DecodeTree tree = open("app_id=1&app_key=2&device_id=3&mistatv=3&stat_value=" + mistat3);
    EXPECT_TRUE(tree.node(*find(tree, "form/stat_value")).leaf);
    EXPECT_EQ(at(open("mistatv=1&stat_value=" + percentEncode(R"([{"value":"plain"}])")),
                  "form/stat_value/percent/json/[0]/value"),
        "plain");
}

TEST(MistatDecoder, VersionThreeCarriesItsKey)
{
    const DecodeTree tree = open(mistatV3Form);
    EXPECT_EQ(at(tree, "form/p/percent/base64/aes-128-cbc/gzip/json/es/[0]/e"), "search");
    std::string served = mistatV3Form;
    served.replace(served.find("fc=1"), 4, "fc=2");
    const DecodeTree closed = open(served);
    EXPECT_EQ(closed.node(*find(closed, "form/p/percent")).verdict, Verdict::encrypted);
}
