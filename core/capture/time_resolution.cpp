// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/time_resolution.h"

#include <algorithm>

namespace telltale::capture {

namespace {

constexpr std::int64_t lastSecond = 9'223'372'035;

constexpr std::uint64_t powerOfTen(unsigned exponent)
{
    std::uint64_t value = 1;
    for (unsigned i = 0; i < exponent; ++i)
        value *= 10;
    return value;
}

base::Timestamp joined(std::uint64_t seconds, std::int64_t offset, std::uint64_t nanoseconds)
{
    const auto bounded = static_cast<std::int64_t>(std::min(seconds, static_cast<std::uint64_t>(lastSecond)));
    const std::int64_t whole =
        std::clamp(bounded + std::clamp(offset, -lastSecond, lastSecond), -lastSecond, lastSecond);
    return {whole * base::nanosecondsPerSecond + static_cast<std::int64_t>(nanoseconds)};
}

} // namespace

TimeResolution::TimeResolution(std::uint8_t tsresol, std::int64_t offsetSeconds)
    : m_offset(offsetSeconds)
{
    const unsigned exponent = tsresol & 0x7FU;
    if ((tsresol & 0x80U) != 0) {
        m_kind = exponent < 64 ? Kind::binary : Kind::tooFine;
        m_shift = std::min(exponent, 63U);
        return;
    }
    constexpr unsigned nano = 9, largestPower = 19;
    m_kind = exponent <= largestPower ? Kind::decimal : Kind::tooFine;
    m_perSecond = powerOfTen(std::min(exponent, largestPower));
    m_nanosecondsPerUnit = exponent <= nano ? powerOfTen(nano - exponent) : 1;
    m_unitsPerNanosecond = exponent > nano ? powerOfTen(std::min(exponent, largestPower) - nano) : 1;
}

base::Timestamp TimeResolution::at(std::uint64_t count) const
{
    switch (m_kind) {
    case Kind::decimal:
        return joined(
            count / m_perSecond, m_offset, (count % m_perSecond) * m_nanosecondsPerUnit / m_unitsPerNanosecond);
    case Kind::binary: {
        const std::uint64_t seconds = count >> m_shift;
        std::uint64_t fraction = m_shift == 0 ? 0 : count & ((std::uint64_t{1} << m_shift) - 1);
        unsigned bits = m_shift;
        if (bits > 32) { // 32 bits of a second are finer than a nanosecond, and their product fits
            fraction >>= bits - 32;
            bits = 32;
        }
        return joined(seconds, m_offset, (fraction * static_cast<std::uint64_t>(base::nanosecondsPerSecond)) >> bits);
    }
    case Kind::tooFine:
        break;
    }
    return joined(0, m_offset, 0); // 64 bits of so fine a unit hold less than a few seconds
}

} // namespace telltale::capture
