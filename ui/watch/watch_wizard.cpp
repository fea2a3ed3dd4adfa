// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/watch_wizard.h"

#include "watch/certificate_page.h"
#include "watch/decision_page.h"
#include "watch/hotspot_page.h"
#include "watch/join_page.h"
#include "watch/pcapdroid_page.h"
#include "watch/phone_page.h"
#include "watch/phone_stream_page.h"
#include "watch/source_page.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace telltale::watch {

using bridge::Interface;

namespace {

constexpr int columnWidth = 820;
constexpr int lookEvery = 1000; // ms

/// The one phone that is there, if there is just one.
std::optional<bridge::Phone> onlyPhone(const Interface &interface)
{
    const auto here = std::count_if(
        interface.phones.begin(), interface.phones.end(), [](const bridge::Phone &phone) { return phone.reachable; });
    if (here == 1 || interface.phones.size() == 1)
        return interface.phones.front(); // those that are here come first
    return std::nullopt;
}

} // namespace

WatchWizard::WatchWizard(const bridge::Theme &theme, const bridge::InterceptionState &state,
    const bridge::PhoneStreamState &stream, Look look, AccessPoint *accessPoint, const Examine &examine,
    QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_stream(stream)
    , m_look(std::move(look))
    , m_accessPoint(accessPoint)
{
    setObjectName(QStringLiteral("wizard"));
    setAttribute(Qt::WA_StyledBackground);
    makeFrame();
    m_source = new SourcePage(theme, m_draft, m_look, accessPoint);
    addPage(Page::source, m_source);
    std::function<QString(const QString &, const QString &)> qrText;
    if (accessPoint) {
        m_hotspot = new HotspotPage(theme, m_draft, *accessPoint);
        addPage(Page::hotspot, m_hotspot);
        connect(m_hotspot, &HotspotPage::started, this, [this](const QString &interface) {
            m_startedHotspot = true;
            useInterface(interface);
            show(Page::join);
        });
        qrText = [accessPoint](
                     const QString &name, const QString &password) { return accessPoint->wifiQrText(name, password); };
    }
    addPage(Page::join, new JoinPage(theme, m_draft, m_look, qrText, examine));
    addPage(Page::phone, new PhonePage(theme, m_draft, m_look));
    addPage(Page::decision, new DecisionPage(theme, m_draft, examine));
    addPage(Page::certificate, new CertificatePage(theme, state));
    m_pcapdroid = new PcapdroidPage(theme, m_look);
    addPage(Page::pcapdroid, m_pcapdroid);
    addPage(Page::phoneStream, new PhoneStreamPage(theme, stream));
    m_clock = new QTimer(this);
    m_clock->setInterval(lookEvery);
    connect(m_clock, &QTimer::timeout, this, [this] { widget(m_page)->lookAgain(); });
}

void WatchWizard::makeFrame()
{
    m_trail = new QLabel;
    m_trail->setFont(m_theme.small());
    m_trail->setTextFormat(Qt::RichText);
    m_trail->setWordWrap(true);
    m_stack = new QStackedWidget;
    const auto button = [this](const QString &name, auto &&action) {
        auto *made = new QPushButton;
        made->setObjectName(name);
        made->setFont(m_theme.body());
        connect(made, &QPushButton::clicked, this, action);
        return made;
    };
    m_cancel = button(QStringLiteral("wizardCancel"), &WatchWizard::cancel);
    m_back = button(QStringLiteral("wizardBack"), &WatchWizard::goBack);
    m_skip = button(QStringLiteral("wizardSkip"), &WatchWizard::skip);
    m_goOn = button(QStringLiteral("wizardGoOn"), &WatchWizard::goOn);
    m_cancel->setText(tr("Cancel"));
    m_back->setText(tr("Back"));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_cancel);
    buttons->addStretch(1);
    for (QPushButton *way : {m_back, m_skip, m_goOn})
        buttons->addWidget(way);
    auto *middle = new QWidget;
    middle->setMaximumWidth(columnWidth);
    auto *column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 24, 0, 20);
    column->setSpacing(12);
    column->addWidget(m_trail);
    column->addWidget(m_stack, 1);
    column->addLayout(buttons);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(32, 0, 32, 0);
    row->addStretch(1);
    row->addWidget(middle, 100);
    row->addStretch(1);
}

void WatchWizard::addPage(Page page, WizardPage *widget)
{
    // Longer languages and larger fonts scroll rather than be cut off.
    auto *scroll = new QScrollArea;
    scroll->setObjectName(QStringLiteral("wizardScroll"));
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(widget);
    m_stack->addWidget(scroll);
    m_pages.emplace_back(page, scroll);
    connect(widget, &WizardPage::changed, this, &WatchWizard::refresh);
    connect(widget, &WizardPage::goOnWanted, this, [this, page] {
        if (m_page == page)
            goOn();
    });
}

WizardPage *WatchWizard::widget(Page page) const
{
    const auto found =
        std::find_if(m_pages.begin(), m_pages.end(), [page](const auto &at) { return at.first == page; });
    return static_cast<WizardPage *>(found->second->widget());
}

void WatchWizard::open()
{
    m_draft = {};
    m_watching = false;
    m_startedHotspot = false; // one that runs on from before is as any other
    const auto interfaces = m_look();
    if (interfaces.empty() || !interfaces.front().ready() || interfaces.front().phones.empty()) {
        show(Page::source);
        return;
    }
    m_draft.interface = interfaces.front();
    afterPhones();
}

void WatchWizard::useInterface(const QString &name)
{
    for (const Interface &interface : m_look()) {
        if (interface.name == name)
            m_draft.interface = interface;
    }
    m_draft.interface.name = name; // also where the kernel does not list it yet
}

void WatchWizard::show(Page page)
{
    m_page = page;
    const auto found =
        std::find_if(m_pages.begin(), m_pages.end(), [page](const auto &at) { return at.first == page; });
    m_stack->setCurrentWidget(found->second);
    widget(page)->enter();
    refresh();
    m_clock->start();
    if (QWidget *first = widget(page)->first(); first != widget(page))
        first->setFocus();
    else
        m_goOn->setFocus();
}

void WatchWizard::goOn()
{
    if (!widget(m_page)->canGoOn())
        return;
    switch (m_page) {
    case Page::source:
        return m_source->startWanted()    ? show(Page::hotspot)
            : m_source->pcapdroidWanted() ? show(Page::pcapdroid)
                                          : afterSource();
    case Page::hotspot:
        return m_hotspot->start();
    case Page::join:
        return afterPhones();
    case Page::phone:
        return show(Page::decision);
    case Page::decision: {
        bridge::WatchPlan plan;
        plan.interface = m_draft.interface.name;
        if (m_draft.phone) {
            plan.stations = QStringList{m_draft.phone->mac};
            plan.stationName = m_draft.phone->title();
            plan.stationAddresses = m_draft.phone->name.isEmpty() ? QStringList() : m_draft.phone->addresses;
        }
        plan.decrypt = m_draft.decrypt;
        emit watchWanted(plan);
        return;
    }
    case Page::pcapdroid:
        return listen(*m_pcapdroid->plan());
    case Page::certificate:
    case Page::phoneStream:
        m_clock->stop();
        emit finished();
        return;
    }
}

void WatchWizard::listen(const bridge::PcapdroidPlan &pcapdroid)
{
    bridge::WatchPlan plan;
    plan.pcapdroid = pcapdroid;
    emit watchWanted(plan);
}

void WatchWizard::drop()
{
    if (std::exchange(m_watching, false))
        emit watchDropped();
    show(Page::pcapdroid);
}

void WatchWizard::afterSource()
{
    m_draft.phone.reset();
    if (m_draft.interface.ready() && m_draft.interface.phones.empty())
        show(Page::join);
    else
        afterPhones();
}

void WatchWizard::afterPhones()
{
    m_draft.phone = m_draft.interface.ready() ? onlyPhone(m_draft.interface) : std::nullopt;
    const bool ask = !m_draft.phone && !m_draft.interface.phones.empty();
    show(ask ? Page::phone : Page::decision);
}

void WatchWizard::skip()
{
    if (m_page == Page::phoneStream) {
        bridge::PcapdroidPlan others = m_stream.plan();
        others.refused << m_stream.phone();
        drop();
        return listen(others);
    }
    m_draft.phone.reset();
    show(Page::decision);
}

void WatchWizard::goBack()
{
    switch (m_page) {
    case Page::source:
    case Page::certificate:
        return;
    case Page::hotspot:
    case Page::join:
    case Page::phone:
    case Page::pcapdroid:
        return show(Page::source);
    case Page::phoneStream:
        return drop();
    case Page::decision:
        return show(m_draft.interface.phones.empty() ? Page::source : Page::phone);
    }
}

void WatchWizard::watching(const bridge::WatchPlan &plan)
{
    m_watching = true;
    if (plan.decrypt || plan.pcapdroid) {
        show(plan.pcapdroid ? Page::phoneStream : Page::certificate);
        return;
    }
    m_clock->stop();
    emit finished();
}

void WatchWizard::cancel()
{
    m_clock->stop();
    if (std::exchange(m_startedHotspot, false))
        m_accessPoint->stop();
    emit cancelled(std::exchange(m_watching, false));
}

void WatchWizard::refresh()
{
    const WizardPage *page = widget(m_page);
    m_trail->setText(trail());
    m_back->setVisible(m_page != Page::source && m_page != Page::certificate);
    m_skip->setVisible(!page->skipText().isEmpty());
    m_skip->setText(page->skipText());
    m_goOn->setText(page->goOnText());
    m_goOn->setEnabled(page->canGoOn());
    m_goOn->setDefault(true);
    m_cancel->setText(m_watching ? tr("Stop watching") : tr("Cancel"));
}

QString WatchWizard::trail() const
{
    using Stations = std::vector<std::pair<QString, std::vector<Page>>>;
    const bool pcapdroid = m_page == Page::pcapdroid || m_page == Page::phoneStream;
    const Stations onThePhone{
        {tr("Where"), {}}, {tr("PCAPdroid"), {Page::pcapdroid}}, {tr("Phone"), {Page::phoneStream}}};
    const Stations throughHere{{tr("Where"), {Page::source, Page::hotspot}}, {tr("Join"), {Page::join}},
        {tr("Phone"), {Page::phone}}, {tr("How much"), {Page::decision}}, {tr("Certificate"), {Page::certificate}}};
    QStringList words;
    for (const auto &[word, pages] : pcapdroid ? onThePhone : throughHere) {
        const bool now = std::find(pages.begin(), pages.end(), m_page) != pages.end();
        const auto role = now ? bridge::Theme::Role::ink : bridge::Theme::Role::faint;
        words << QStringLiteral("<span style=\"color:%1;font-weight:%2\">%3</span>")
                     .arg(m_theme.color(role).name(), now ? QStringLiteral("600") : QStringLiteral("400"),
                         word.toHtmlEscaped());
    }
    return words.join(
        QStringLiteral("<span style=\"color:%1\"> › </span>").arg(m_theme.color(bridge::Theme::Role::faint).name()));
}

void WatchWizard::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        return cancel();
    if (event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter)
        return QWidget::keyPressEvent(event);
    auto *button = qobject_cast<QPushButton *>(QApplication::focusWidget());
    if (button && !button->isCheckable())
        button->click();
    else
        goOn();
}

void WatchWizard::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_clock->start();
}

void WatchWizard::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_clock->stop(); // a hidden page must not go on by itself
}

} // namespace telltale::watch

#include "moc_watch_wizard.cpp"
