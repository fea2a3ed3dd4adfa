// SPDX-License-Identifier: GPL-3.0-or-later
#include "options.h"

#include <charconv>
#include <optional>
#include <string_view>

namespace telltale::capturing {

const char *const usageText = R"(Usage: telltale-capture -i IFACE [-f BPF] [--snaplen N] [--buffer MIB]

Captures the packets of one network interface and writes them as pcapng to standard output, for
example:  telltale-capture -i wlan0 | tshark -r -
It stops when its standard input closes, and on SIGINT or SIGTERM.

  -i, --interface IFACE   the interface to capture on
  -f, --filter BPF        only packets that this filter lets through (see pcap-filter(7))
      --snaplen N         octets kept of each packet, 64 to 262144 (default 262144)
      --buffer MIB        size of the kernel's buffer, 1 to 1024 (default 32)
      --help, --version

Exit status: 0 stopped, 1 wrong usage, 2 writing failed, 4 a privilege or the device is missing.
)";

namespace {

base::Error usage(std::string message)
{
    return {base::ErrorKind::usage, std::move(message), "Try telltale-capture --help"};
}

std::optional<int> numberIn(std::string_view text, int least, int most)
{
    int value = 0;
    const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (status != std::errc{} || end != text.data() + text.size() || value < least || value > most)
        return std::nullopt;
    return value;
}

bool takeNumber(const std::string &text, int least, int most, int &into)
{
    const auto number = numberIn(text, least, most);
    into = number.value_or(into);
    return number.has_value();
}

} // namespace

base::Result<Options> parseOptions(const std::vector<std::string> &arguments)
{
    Options options;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        std::string name = arguments[i];
        if (name == "--help" || name == "-h") {
            options.help = true;
            continue;
        }
        if (name == "--version") {
            options.version = true;
            continue;
        }
        std::string value;
        const std::size_t equals = name.starts_with("--") ? name.find('=') : std::string::npos;
        const bool known = name == "-i" || name == "-f" || name.starts_with("--interface")
            || name.starts_with("--filter") || name.starts_with("--snaplen") || name.starts_with("--buffer");
        if (known && equals != std::string::npos) {
            value = name.substr(equals + 1);
            name.resize(equals);
        } else if (known && i + 1 < arguments.size()) {
            value = arguments[++i];
        } else {
            return usage(known ? name + " needs a value." : "There is no option " + name + ".");
        }
        if (name == "-i" || name == "--interface")
            options.interface = value;
        else if (name == "-f" || name == "--filter")
            options.filter = value;
        else if (name == "--snaplen") {
            if (!takeNumber(value, 64, 262144, options.snapLength))
                return usage("--snaplen takes a number from 64 to 262144.");
        } else if (name == "--buffer") {
            if (!takeNumber(value, 1, 1024, options.bufferMebibytes))
                return usage("--buffer takes a number of mebibytes from 1 to 1024.");
        } else
            return usage("There is no option " + name + ".");
    }
    if (options.interface.empty() && !options.help && !options.version)
        return usage("Say which interface to capture on: -i IFACE.");
    return options;
}

} // namespace telltale::capturing
