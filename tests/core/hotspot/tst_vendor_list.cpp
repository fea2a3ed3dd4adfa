// SPDX-License-Identifier: GPL-3.0-or-later
#include "hotspot/vendor_list.h"

#include <gtest/gtest.h>
#include <sstream>

namespace telltale::hotspot {
namespace {

TEST(VendorList, FindsTheVendorsThatAreAskedFor)
{
    std::istringstream list("OUI/MA-L                                                    Organization\n\n"
                            "28-6F-B9   (hex)\t\tNokia Shanghai Bell Co., Ltd.\r\n"
                            "286FB9     (base 16)\t\tNokia Shanghai Bell Co., Ltd.\r\n"
                            "64-CC-2E   (hex)\t\tXiaomi Communications Co Ltd\n"
                            "00-00-00   (hex)\n");
    const auto vendors = vendorsOf({"28:6f:b9", "64:cc:2e", "00:00:00", "11:22:33"}, list);
    EXPECT_EQ(vendors,
        (std::map<std::string, std::string>{
            {"28:6f:b9", "Nokia Shanghai Bell Co., Ltd."}, {"64:cc:2e", "Xiaomi Communications Co Ltd"}}));
}

TEST(VendorList, KnowsAMacAddressThatWasMadeUp)
{
    for (const char *mac : {"02:00:00:00:00:01", "da:a1:19:00:00:01", "fe:00:00:00:00:00"})
        EXPECT_TRUE(isPrivateMac(mac)) << mac;
    for (const char *mac : {"28:6f:b9:00:00:01", "00:00:00:00:00:00", "", "x", "2", "zz:00:00"})
        EXPECT_FALSE(isPrivateMac(mac)) << mac;
}

TEST(VendorList, ThePrefixIsInLowerCaseWithColons)
{
    EXPECT_EQ(vendorPrefix("28-6F-B9-01-02-03"), "28:6f:b9");
    EXPECT_EQ(vendorPrefix("28"), "");
}

} // namespace
} // namespace telltale::hotspot
