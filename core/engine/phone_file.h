// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attribution/adb/apk_list.h"
#include "attribution/apk/octet_ranges.h"
#include "base/bytes.h"
#include "engine/phone_shell.h"

#include <cstdint>
#include <deque>
#include <string>
#include <utility>

namespace telltale::engine {

/// A file on the phone, of which only the ranges that are asked for are fetched, in pieces, with a pause behind each:
/// an APK may have hundreds of megabytes, and other things are asked of the phone at the same time.
class PhoneFile final : public attribution::apk::OctetRanges {
public:
    /// Fetched of one file at most; then nothing more can be had.
    static constexpr std::uint64_t mostOctets = 48U << 20;
    static constexpr std::uint64_t pieceBytes = 32 * attribution::adb::blockBytes;

    /// @param shell  must outlive this
    PhoneFile(PhoneShell &shell, attribution::adb::ApkOnPhone file)
        : m_shell(shell)
        , m_file(std::move(file))
    {
    }

    [[nodiscard]] std::uint64_t size() const override { return m_file.size; }
    bool read(std::uint64_t offset, std::span<std::uint8_t> to) noexcept override;

    /// Why the last read failed, a sentence; empty if none did.
    [[nodiscard]] const std::string &problem() const { return m_problem; }
    /// Fetched so far.
    [[nodiscard]] std::uint64_t fetched() const { return m_fetched; }

private:
    static constexpr std::size_t keptPieces = 8;

    const std::string *piece(std::uint64_t number);
    bool fail(std::string why);

    PhoneShell &m_shell;
    attribution::adb::ApkOnPhone m_file;
    std::deque<std::pair<std::uint64_t, std::string>> m_pieces; ///< the newest in front
    std::uint64_t m_fetched = 0;
    std::string m_problem;
};

} // namespace telltale::engine
