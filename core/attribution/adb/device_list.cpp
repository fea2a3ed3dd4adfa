// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/adb/device_list.h"

#include "attribution/adb/adb_limits.h"
#include "attribution/adb/line_splitter.h"
#include "attribution/adb/text_parts.h"

#include <algorithm>

namespace telltale::attribution::adb {

namespace {

base::Error missing(std::string message, std::string remedy)
{
    return {base::ErrorKind::privilege, std::move(message), std::move(remedy)};
}

std::string nameOf(const Device &device)
{
    return device.model.empty() ? device.serial : device.model + " (" + device.serial + ")";
}

/// What keeps a phone that is there from being asked.
base::Error hindrance(const Device &device)
{
    const std::string name = nameOf(device);
    if (device.state == "unauthorized" || device.state == "authorizing")
        return missing("The phone " + name + " has not allowed this computer to ask it.",
            "Unlock the phone and accept the dialog \"Allow USB debugging?\" on it.");
    if (device.state == "offline")
        return missing("The phone " + name + " does not answer adb.",
            "Plug it in again, or switch USB debugging off and on in its developer options.");
    if (device.state == "no permissions")
        return missing("This user may not open the phone " + name + " on USB.",
            "Install the package android-sdk-platform-tools-common for its udev rules, and plug the phone in again.");
    return missing("The phone " + name + " is in the state \"" + device.state + "\".", "Start Android on it.");
}

Device readDevice(std::string_view line)
{
    Device device;
    device.serial = takeWord(line);
    device.state = takeWord(line);
    if (device.state == "no") // "no permissions (user in plugdev group …)"
        device.state += " " + std::string(takeWord(line));
    for (std::string_view word = takeWord(line); !word.empty(); word = takeWord(line)) {
        if (word.starts_with("model:"))
            device.model = word.substr(6);
    }
    return device;
}

} // namespace

std::vector<Device> readDevices(std::string_view answer)
{
    std::vector<Device> devices;
    LineSplitter lines;
    const auto read = [&devices](std::string_view line) {
        Device device = readDevice(line);
        if (!device.state.empty() && devices.size() < AdbLimits::devices)
            devices.push_back(std::move(device));
    };
    lines.feed(answer, read);
    if (!answer.ends_with('\n'))
        lines.feed("\n", read);
    return devices;
}

base::Result<Device> chooseDevice(const std::vector<Device> &devices, const std::string &serial)
{
    if (!serial.empty()) {
        const auto found =
            std::find_if(devices.begin(), devices.end(), [&](const Device &device) { return device.serial == serial; });
        if (found == devices.end())
            return missing("The adb server knows no phone " + serial + ".", "\"adb devices\" lists those it knows.");
        return found->state == "device" ? base::Result<Device>(*found) : hindrance(*found);
    }
    std::vector<Device> ready;
    std::copy_if(devices.begin(), devices.end(), std::back_inserter(ready),
        [](const Device &device) { return device.state == "device"; });
    if (ready.size() == 1)
        return ready.front();
    if (ready.size() > 1) {
        std::string all;
        for (const Device &device : ready)
            all += (all.empty() ? "" : ", ") + nameOf(device);
        return missing("adb knows several phones: " + all + ".", "Name the one that is watched with --adb-serial.");
    }
    if (!devices.empty())
        return hindrance(devices.front());
    return missing("adb knows no phone.",
        "Switch on USB debugging in the phone's developer options and plug it in, or pair it by Wi-Fi with \"adb "
        "pair\".");
}

} // namespace telltale::attribution::adb
