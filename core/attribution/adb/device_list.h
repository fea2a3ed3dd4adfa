// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace telltale::attribution::adb {

/// A phone as the adb server knows it.
struct Device {
    std::string serial; ///< by USB its serial number, by Wi-Fi its address with port
    std::string state; ///< "device", "unauthorized", "offline", "authorizing", "no permissions"…
    std::string model; ///< "Redmi_Note_8"; empty: not told
    friend bool operator==(const Device &, const Device &) = default;
};

/// Reads the answer to host:devices-l (or host:devices). Lines that are none of its form are passed over.
std::vector<Device> readDevices(std::string_view answer);

/// The phone of that serial number; with an empty one, the only phone there is. Errors say what stands
/// in the way and what the user has to do: none there, several, not allowed yet, offline.
base::Result<Device> chooseDevice(const std::vector<Device> &devices, const std::string &serial);

} // namespace telltale::attribution::adb
