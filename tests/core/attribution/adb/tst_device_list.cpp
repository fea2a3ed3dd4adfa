// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/adb/device_list.h"

#include <gtest/gtest.h>

using namespace telltale::attribution::adb;

TEST(DeviceList, readsWhatServersSay)
{
    const auto devices = readDevices(
        "b5a72e1c               device usb:1-1 product:ginkgo model:Redmi_Note_8 device:ginkgo transport_id:1\n"
        "10.42.0.2:5555         device product:x model:Pixel_7 device:y transport_id:2\n"
        "????????????           no permissions (user in plugdev group; are your udev rules wrong?); see [http://x] "
        "usb:1-2\n"
        "emulator-5554\tunauthorized\n"
        "\n");
    ASSERT_EQ(devices.size(), 4U);
    EXPECT_EQ(devices[0], (Device{"b5a72e1c", "device", "Redmi_Note_8"}));
    EXPECT_EQ(devices[1], (Device{"10.42.0.2:5555", "device", "Pixel_7"}));
    EXPECT_EQ(devices[2].state, "no permissions");
    EXPECT_EQ(devices[3], (Device{"emulator-5554", "unauthorized", ""}));
    EXPECT_EQ(readDevices("a device").size(), 1U) << "without a line end";
    EXPECT_LE(readDevices([] {
        std::string many;
        for (int i = 0; i < 1000; ++i)
            many += "s device\n";
        return many;
    }())
                  .size(),
        64U);
}

TEST(DeviceList, choosesTheOnlyOneOrTheOneNamed)
{
    const Device one{"one", "device", "A"}, two{"two", "device", ""}, locked{"three", "unauthorized", "C"};
    EXPECT_EQ(chooseDevice({one, locked}, "").value(), one) << "one that does not answer is no choice";
    EXPECT_EQ(chooseDevice({one, two}, "two").value(), two);
    EXPECT_EQ(chooseDevice({one, two}, "").error().message, "adb knows several phones: A (one), two.");
    EXPECT_EQ(chooseDevice({one}, "four").error().message, "The adb server knows no phone four.");
}

TEST(DeviceList, saysWhatStandsInTheWay)
{
    const auto of = [](const char *state) { return chooseDevice({{"s", state, "M"}}, "").error(); };
    EXPECT_NE(of("unauthorized").remedy.find("accept the dialog"), std::string::npos);
    EXPECT_NE(of("offline").message.find("does not answer"), std::string::npos);
    EXPECT_NE(of("no permissions").remedy.find("udev"), std::string::npos);
    EXPECT_NE(of("recovery").message.find("recovery"), std::string::npos);
    EXPECT_NE(chooseDevice({}, "").error().remedy.find("USB debugging"), std::string::npos);
    EXPECT_EQ(chooseDevice({}, "").error().kind, telltale::base::ErrorKind::privilege);
}
