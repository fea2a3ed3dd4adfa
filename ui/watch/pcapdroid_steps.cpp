// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/pcapdroid_steps.h"

#include "watch/pcapdroid_page.h"

namespace telltale::watch {

using Way = bridge::PcapdroidPlan::Way;

namespace {

QString modeName(Way way)
{
    // As PCAPdroid writes it; not translated with ours.
    return way == Way::tcp ? QStringLiteral("TCP exporter")
        : way == Way::udp  ? QStringLiteral("UDP exporter")
                           : QStringLiteral("HTTP server");
}

} // namespace

QStringList pcapdroidSteps(const bridge::PcapdroidPlan &plan)
{
    QStringList steps{PcapdroidPage::tr("Let the phone be in the same network as this computer, and open PCAPdroid."),
        PcapdroidPage::tr("Touch the field below “Ready” (“Traffic dump”) and choose “%1”.").arg(modeName(plan.way))};
    if (plan.way != Way::http)
        steps << PcapdroidPage::tr(
            "In its settings (the gear), below “TCP/UDP exporter”: “Collector host” %1, “Collector port” %2.")
                     .arg(plan.address)
                     .arg(plan.port);
    steps << PcapdroidPage::tr(
        "In its settings, below “Capture”: switch on “PCAPdroid extensions”. Then it names the apps.");
    steps << (plan.way == Way::http
            ? PcapdroidPage::tr("Touch the triangle to start. The field now shows “HTTP server: http://…”.")
            : PcapdroidPage::tr(
                "Touch the triangle to start, and allow the VPN that Android asks about: it stays on the phone."));
    return steps;
}

} // namespace telltale::watch
