// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/shared_interface.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <string_view>

namespace telltale::watch {
namespace {

constexpr std::array<std::string_view, 4> TetherDrivers{"rndis_host", "cdc_ether", "cdc_ncm", "ipheth"};

/// The USB device is the folder above the interface that the driver is bound to.
std::string productOf(const std::filesystem::path &boundInterface)
{
    std::error_code failed;
    const auto place = std::filesystem::canonical(boundInterface, failed);
    std::string product;
    if (!failed) {
        std::ifstream file(place.parent_path() / "product");
        std::getline(file, product);
    }
    return product;
}

} // namespace

std::vector<UsbInterface> usbInterfaces(const std::string &folder)
{
    std::vector<UsbInterface> found;
    std::error_code failed;
    for (std::filesystem::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
        const auto device = at->path() / "device";
        std::error_code noDriver;
        const auto driver = std::filesystem::read_symlink(device / "driver", noDriver).filename().string();
        if (noDriver || std::find(TetherDrivers.begin(), TetherDrivers.end(), driver) == TetherDrivers.end())
            continue;
        found.push_back({at->path().filename().string(), driver, productOf(device)});
    }
    std::sort(found.begin(), found.end(), [](const auto &a, const auto &b) { return a.interface < b.interface; });
    return found;
}

} // namespace telltale::watch
