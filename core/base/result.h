// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace telltale::base {

/// What kind of "no" the world gave; the programs map it to their exit status (CONTRACT).
enum class ErrorKind {
    usage,     ///< wrong options or arguments
    input,     ///< a file or stream could not be read, or only in part
    privilege, ///< a right or a device is missing
    output,    ///< a result could not be written
};

/// The exit status of a program that ends for this kind of reason (CONTRACT).
constexpr int processStatusOf(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::usage:
        return 1;
    case ErrorKind::privilege:
        return 4;
    case ErrorKind::input:
    case ErrorKind::output:
        break;
    }
    return 2;
}

/// One sentence for people: what, where, and what to do about it.
struct Error {
    ErrorKind kind = ErrorKind::input;
    std::string message; ///< a whole sentence that names the file and the place
    std::string remedy;  ///< what the reader can do, a whole sentence; may be empty

    [[nodiscard]] std::string text() const { return remedy.empty() ? message : message + " " + remedy; }
};

/// A value, or the reason why there is none.
template <typename T>
class [[nodiscard]] Result {
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    [[nodiscard]] bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }

    [[nodiscard]] T &value() { return std::get<0>(m_state); }
    [[nodiscard]] const T &value() const { return std::get<0>(m_state); }
    [[nodiscard]] const Error &error() const { return std::get<1>(m_state); }

private:
    std::variant<T, Error> m_state;
};

/// Success without a value.
struct Done {};
using Status = Result<Done>;

} // namespace telltale::base
