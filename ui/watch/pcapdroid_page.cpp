// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/pcapdroid_page.h"

#include "net/endpoint_text.h"
#include "net/local_network.h"
#include "watch/pcapdroid_steps.h"
#include "watch/step_list.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>

namespace telltale::watch {

using bridge::Interface;
using bridge::PcapdroidPlan;
using bridge::Theme;

namespace {

constexpr std::uint16_t usualPort = 1234; // what PCAPdroid sends to unless it is told otherwise
constexpr std::uint16_t usualServerPort = 8080;
constexpr std::uint16_t firstFreePort = 1024; // those below are the administrator's

std::optional<net::IpAddress> ipOf(const QString &text)
{
    return net::IpAddress::parse(net::withoutBrackets(text.trimmed().toStdString()));
}

/// "http://192.168.1.7:8080/", and any part of it that still names the server.
std::optional<net::Endpoint> serverOf(QString text)
{
    text = text.trimmed();
    if (text.startsWith(QLatin1String("http://"), Qt::CaseInsensitive))
        text.remove(0, 7);
    while (text.endsWith(QLatin1Char('/')))
        text.chop(1);
    if (const auto end = net::readEndpoint(text.toStdString()))
        return end;
    const auto ip = ipOf(text);
    return ip ? std::optional(net::Endpoint{*ip, usualServerPort}) : std::nullopt;
}

struct OwnAddress {
    QString address;
    QString interface;
    int rank = 0; ///< the likelier it is that the phone reaches it, the smaller
};

/// Those that a phone could reach. IPv6 only where there is no IPv4: it is longer to type, and a phone's network may
/// lack it.
std::vector<OwnAddress> ownAddresses(const std::vector<Interface> &interfaces)
{
    std::vector<OwnAddress> found;
    for (const Interface &interface : interfaces) {
        if (!interface.up)
            continue;
        for (const QString &text : interface.addresses) {
            const auto ip = ipOf(text);
            if (!ip || (ip->isV6() && (ip->bytes()[0] == 0xfe)))
                continue; // of the link: it says nothing without its interface
            const int rank = (interface.role == Interface::Role::machine ? 100 : 0) + (ip->isV6() ? 10 : 0)
                + (net::isLocal(*ip) ? 0 : 1);
            found.push_back({text, interface.name, rank});
        }
    }
    std::stable_sort(found.begin(), found.end(), [](const auto &a, const auto &b) { return a.rank < b.rank; });
    const auto six = [](const OwnAddress &at) { return at.address.contains(QLatin1Char(':')); };
    if (std::any_of(found.begin(), found.end(), [&](const auto &at) { return !six(at); }))
        found.erase(std::remove_if(found.begin(), found.end(), six), found.end());
    return found;
}

} // namespace

PcapdroidPage::PcapdroidPage(const Theme &theme, Look look)
    : WizardPage(theme, tr("How does PCAPdroid hand over what it sees?"))
    , m_look(std::move(look))
{
    setLead(tr(
        "The free app PCAPdroid watches on the phone itself, and says which app sends. It needs no hotspot: phone and "
        "computer are in the same network. What is encrypted stays closed unless PCAPdroid decrypts it."));
    body()->addWidget(makeWays());
    m_listening = makeListening();
    m_asking = makeAsking();
    body()->addWidget(m_listening);
    body()->addWidget(m_asking);
    m_note = text(Theme::Role::soft, theme.small());
    body()->addWidget(m_note);
    body()->addStretch(1);
    refresh();
}

QWidget *PcapdroidPage::makeWays()
{
    auto *all = new QWidget;
    auto *column = new QVBoxLayout(all);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    m_ways = new QButtonGroup(this);
    const auto add = [&](Way way, const QString &name, const QString &title) {
        auto *choice = new QRadioButton(title);
        choice->setObjectName(name);
        choice->setFont(theme().body());
        m_ways->addButton(choice, static_cast<int>(way));
        column->addWidget(choice, 0, Qt::AlignLeft);
    };
    add(Way::tcp, QStringLiteral("wayTcp"), tr("The phone sends, over TCP: nothing gets lost (recommended)"));
    add(Way::udp, QStringLiteral("wayUdp"), tr("The phone sends, over UDP: for PCAPdroid before 1.8.6"));
    add(Way::http, QStringLiteral("wayHttp"), tr("This computer fetches it from PCAPdroid's HTTP server"));
    m_ways->button(static_cast<int>(Way::tcp))->setChecked(true);
    connect(m_ways, &QButtonGroup::idToggled, this, [this](int, bool on) {
        if (on)
            refresh();
    });
    return all;
}

QLineEdit *PcapdroidPage::field(const QString &name)
{
    auto *made = new QLineEdit;
    made->setObjectName(name);
    made->setFont(theme().mono());
    connect(made, &QLineEdit::textChanged, this, &PcapdroidPage::refresh);
    return made;
}

QWidget *PcapdroidPage::makeListening()
{
    auto *all = new QWidget;
    auto *form = new QFormLayout(all);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(12);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    m_address = new QComboBox;
    m_address->setObjectName(QStringLiteral("ownAddress"));
    m_port = field(QStringLiteral("ownPort"));
    m_port->setText(QString::number(usualPort));
    m_from = field(QStringLiteral("phoneAddress"));
    m_from->setPlaceholderText(tr("leave it empty: you are asked who it is"));
    form->addRow(tr("&Listen at"), m_address);
    form->addRow(tr("&Port"), m_port);
    form->addRow(tr("Phone's &address"), m_from);
    connect(m_address, &QComboBox::currentIndexChanged, this, &PcapdroidPage::refresh);
    return all;
}

QWidget *PcapdroidPage::makeAsking()
{
    auto *all = new QWidget;
    auto *column = new QVBoxLayout(all);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    auto *steps = new StepList(theme());
    steps->setSteps(pcapdroidSteps({Way::http, {}, usualServerPort}));
    column->addWidget(steps);
    m_server = field(QStringLiteral("phoneServer"));
    m_server->setPlaceholderText(QStringLiteral("http://192.168.1.7:8080"));
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    form->addRow(tr("PCAPdroid &shows"), m_server);
    column->addLayout(form);
    return all;
}

PcapdroidPage::Way PcapdroidPage::way() const
{
    return static_cast<Way>(m_ways->checkedId());
}

void PcapdroidPage::enter()
{
    fillAddresses();
    refresh();
}

void PcapdroidPage::lookAgain()
{
    fillAddresses();
}

void PcapdroidPage::fillAddresses()
{
    const auto addresses = ownAddresses(m_look());
    const auto known = [&](int row) {
        const auto &at = addresses[static_cast<std::size_t>(row)];
        return m_address->itemData(row) == at.address && m_address->itemData(row, Qt::UserRole + 1) == at.interface;
    };
    bool same = m_address->count() == static_cast<int>(addresses.size());
    for (int row = 0; same && row < m_address->count(); ++row)
        same = known(row);
    if (same)
        return; // a list that is open stays open
    const QVariant before = m_address->currentData();
    m_address->clear();
    for (const auto &[address, interface, rank] : addresses) {
        m_address->addItem(tr("%1 on %2").arg(address, interface), address);
        m_address->setItemData(m_address->count() - 1, interface, Qt::UserRole + 1);
    }
    if (const int row = m_address->findData(before); before.isValid() && row >= 0)
        m_address->setCurrentIndex(row);
    refresh();
}

std::optional<PcapdroidPlan> PcapdroidPage::plan() const
{
    PcapdroidPlan plan;
    plan.way = way();
    if (plan.way == Way::http) {
        const auto server = serverOf(m_server->text());
        if (!server)
            return std::nullopt;
        plan.address = QString::fromStdString(server->ip.text());
        plan.port = server->port;
        return plan;
    }
    const auto port = net::readPort(m_port->text().trimmed().toStdString());
    const auto from = ipOf(m_from->text());
    plan.address = m_address->currentData().toString();
    if (plan.address.isEmpty() || !port || *port < firstFreePort || (!from && !m_from->text().trimmed().isEmpty()))
        return std::nullopt;
    plan.port = *port;
    if (from)
        plan.from = QString::fromStdString(from->text());
    return plan;
}

void PcapdroidPage::refresh()
{
    if (m_note == nullptr)
        return; // the page is being made
    const bool asks = way() == Way::http;
    m_listening->setVisible(!asks);
    m_asking->setVisible(asks);
    QString note;
    if (!asks && m_address->count() == 0)
        note = tr("This computer is in no network. Let it join the one that the phone is in.");
    else if (!asks && !plan())
        note = tr("The port is a number from 1024 to 65535, the phone's address one as 192.168.1.7.");
    else if (!asks)
        note = tr("Only this address is listened at, and only until you stop. One device is heard; what others send is "
                  "left out.");
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    emit changed();
}

QString PcapdroidPage::goOnText() const
{
    return way() == Way::http ? tr("Fetch") : tr("Listen");
}

QWidget *PcapdroidPage::first()
{
    return m_ways->checkedButton();
}

} // namespace telltale::watch

#include "moc_pcapdroid_page.cpp"
