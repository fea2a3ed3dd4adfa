// SPDX-License-Identifier: GPL-3.0-or-later
#include "device.h"

#include "own_path.h"

#include <array>

namespace telltale::capturing {

namespace {

// The kernel hands a block of its ring over when it is full or this old. Immediate mode would cost
// the block ring: its slots are of snap length each, and a burst of a few hundred packets overruns it.
constexpr int blockMilliseconds = 10;

base::Error cannotOpen(const std::string &interface, int status, pcap_t *device)
{
    const auto missing = [](std::string message, std::string remedy) {
        return base::Error{base::ErrorKind::privilege, std::move(message), std::move(remedy)};
    };
    switch (status) {
    case PCAP_ERROR_PERM_DENIED:
    case PCAP_ERROR_PROMISC_PERM_DENIED:
        return missing("telltale-capture lacks the right to capture on " + interface + ".", rightRemedy());
    case PCAP_ERROR_NO_SUCH_DEVICE:
        return missing("There is no interface " + interface + ".", "These exist: telltale-cli interfaces");
    case PCAP_ERROR_IFACE_NOT_UP:
        return missing(
            "The interface " + interface + " is down.", "Bring it up: sudo ip link set " + interface + " up");
    default:
        return missing("Capturing on " + interface + " is not possible: " + pcap_statustostr(status) + " ("
                + pcap_geterr(device) + ").",
            {});
    }
}

} // namespace

base::Status setFilter(pcap_t *device, const std::string &filter)
{
    bpf_program program{};
    if (pcap_compile(device, &program, filter.c_str(), 1, PCAP_NETMASK_UNKNOWN) != 0)
        return base::Error{base::ErrorKind::usage,
            "The filter \"" + filter + "\" is not understood: " + pcap_geterr(device) + ".", "See pcap-filter(7)."};
    const int status = pcap_setfilter(device, &program);
    pcap_freecode(&program);
    if (status != 0)
        return base::Error{
            base::ErrorKind::usage, std::string("The filter cannot be set: ") + pcap_geterr(device) + ".", {}};
    return base::Done{};
}

base::Result<Device> openDevice(const Options &options)
{
    std::array<char, PCAP_ERRBUF_SIZE> problem{};
    Device device(pcap_create(options.interface.c_str(), problem.data()));
    if (!device)
        return base::Error{base::ErrorKind::privilege,
            "Capturing on " + options.interface + " is not possible: " + problem.data() + ".", {}};
    pcap_t *raw = device.get();
    pcap_set_snaplen(raw, options.snapLength);
    pcap_set_promisc(raw, 0);
    pcap_set_timeout(raw, blockMilliseconds);
    pcap_set_buffer_size(raw, options.bufferMebibytes * (1 << 20));
    pcap_set_tstamp_precision(raw, PCAP_TSTAMP_PRECISION_NANO); // where it is refused they stay microseconds
    const int status = pcap_activate(raw);
    if (status < 0)
        return cannotOpen(options.interface, status, raw);
    if (!options.filter.empty()) {
        const base::Status filtered = setFilter(raw, options.filter);
        if (!filtered.ok())
            return filtered.error();
    }
    if (pcap_setnonblock(raw, 1, problem.data()) != 0)
        return base::Error{
            base::ErrorKind::privilege, std::string("The device cannot be polled: ") + problem.data() + ".", {}};
    return device;
}

net::LinkType linkTypeOf(pcap_t *device)
{
    // The numbers of libpcap and of files agree but for raw IP.
    const int type = pcap_datalink(device);
    return type == DLT_RAW ? net::LinkType::raw : static_cast<net::LinkType>(type);
}

int fractionUnit(pcap_t *device)
{
    return pcap_get_tstamp_precision(device) == PCAP_TSTAMP_PRECISION_NANO ? 1 : 1000;
}

} // namespace telltale::capturing
