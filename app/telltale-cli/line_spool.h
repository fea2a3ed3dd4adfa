// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/payload_store.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace telltale::cli {

/// Lines that wait in a file until their place in the output is known. What is read one after the
/// other is read from the file in large pieces.
class LineSpool {
public:
    struct Place {
        std::uint64_t offset = 0;
        std::uint32_t size = 0;
    };

    /// Without a place for temporary files failed() is true from the beginning.
    LineSpool();

    Place add(std::string_view line);
    /// The line; valid until the next call. Empty where the file has failed.
    std::string_view line(Place place);

    /// The disk is full or went away: some lines are lost.
    [[nodiscard]] bool failed() const;

private:
    std::shared_ptr<session::PayloadStore> m_file;
    base::ByteBuffer m_window; ///< a piece of the file
    std::uint64_t m_windowFrom = 0;
};

} // namespace telltale::cli
