// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace telltale::capture {

/// Octets that come in order: a file, a stream, or what a compressed one unpacks to.
class ByteSource {
public:
    struct Read {
        enum class State {
            octets, ///< count octets were written, at least one
            nothingYet, ///< none now, more may come
            end, ///< the regular end
            failed, ///< problem says why; nothing more comes
        };
        State state = State::end;
        std::size_t count = 0;
        std::string problem;
    };

    virtual ~ByteSource() = default;

    /// Waits at most a few tens of milliseconds.
    virtual Read read(std::span<std::uint8_t> into) = 0;

    /// Octets of the file or stream itself read so far, and all there are (0 when unknown).
    [[nodiscard]] virtual std::uint64_t position() const = 0;
    [[nodiscard]] virtual std::uint64_t size() const = 0;
};

} // namespace telltale::capture
