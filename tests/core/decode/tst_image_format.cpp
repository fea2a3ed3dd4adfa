// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/image_format.h"

#include "encode.h"
#include "tree_text.h"
#include "vectors.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::decode;
using namespace telltale::decode::test;

TEST(ImageFormat, SizesOfCommonFormats)
{
    const auto described = [](std::string octets) {
        octets.resize(std::max<std::size_t>(octets.size(), 40));
        const auto image = imageFormat(base::asBytes(octets));
        return image
            ? std::string(image->name) + " " + std::to_string(image->width) + "x" + std::to_string(image->height)
            : "none";
    };
    EXPECT_EQ(described(pngHead), "PNG 640x480");
    EXPECT_EQ(described(unhex("4749463839614001f000")), "GIF 320x240");
    EXPECT_EQ(described(unhex("ffd8ffe000104a46494600010100000100010000ffc0001108012c019003012200")), "JPEG 400x300");
    EXPECT_EQ(described("RIFF" + std::string(4, '\0') + "WEBPVP8X"
                  + unhex("0a000000"
                          "10000000"
                          "8f0100"
                          "2b0100")),
        "WebP 400x300");
    EXPECT_EQ(described(unhex("00000020667479706176696600000000")), "AVIF 0x0");
    EXPECT_EQ(described("BM is how a sentence begins"), "none");
    EXPECT_EQ(described("RIFF is no picture, it is a word"), "none");
}

TEST(ImageFormat, CutsAreHarmless)
{
    for (std::size_t size = 0; size < pngHead.size(); ++size)
        (void)imageFormat(base::asBytes(pngHead).first(size));
    EXPECT_FALSE(imageFormat(base::asBytes(pngHead).first(20)));
}
