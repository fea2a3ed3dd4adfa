// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/wifi_credentials.h"

#include <sys/random.h>

#include <algorithm>
#include <cstdlib>

namespace telltale::watch {
namespace {

constexpr std::size_t MaxNameBytes = 32;
constexpr std::size_t MinPassword = 8;
constexpr std::size_t MaxPassword = 63;
/// Without i, l and o. Small letters alone, because a phone's keyboard hides the digits behind a key.
constexpr std::string_view Letters = "abcdefghjkmnpqrstuvwxyz";
constexpr int Groups = 3;
constexpr int GroupLetters = 5;

std::uint8_t kernelByte()
{
    std::uint8_t byte = 0;
    while (::getrandom(&byte, 1, 0) != 1) {
        // Only a signal before the kernel's generator is seeded ends the call early.
    }
    return byte;
}

char randomLetter(const std::function<std::uint8_t()> &randomByte)
{
    // Bytes above the last whole multiple would make the first letters likelier than others.
    constexpr std::size_t fair = 256 / Letters.size() * Letters.size();
    std::size_t byte = randomByte();
    while (byte >= fair)
        byte = randomByte();
    return Letters[byte % Letters.size()];
}

} // namespace

std::string wrongWithName(std::string_view name)
{
    if (name.empty())
        return "The hotspot has no name.";
    if (name.size() > MaxNameBytes)
        return "The hotspot's name has " + std::to_string(name.size())
            + " bytes; Wi-Fi allows 32 (letters with accents and other scripts count two to four).";
    return {};
}

std::string wrongWithPassword(std::string_view password)
{
    const bool printable = std::all_of(password.begin(), password.end(), [](char c) { return c >= 0x20 && c <= 0x7e; });
    if (!printable)
        return "The hotspot's password has a character that Wi-Fi passwords can't have; letters without accents, "
               "digits "
               "and signs are allowed.";
    if (password.size() < MinPassword || password.size() > MaxPassword)
        return "The hotspot's password has " + std::to_string(password.size()) + " characters; Wi-Fi needs 8 to 63.";
    return {};
}

std::string suggestedPassword(const std::function<std::uint8_t()> &randomByte)
{
    std::string password;
    for (int group = 0; group < Groups; ++group) {
        if (group > 0)
            password += '-';
        for (int letter = 0; letter < GroupLetters; ++letter)
            password += randomLetter(randomByte);
    }
    return password;
}

std::string suggestedPassword()
{
    return suggestedPassword(kernelByte);
}

} // namespace telltale::watch
