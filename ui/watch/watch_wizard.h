// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/interception_state.h"
#include "bridge/phone_stream_state.h"
#include "bridge/watch_plan.h"
#include "watch/access_point.h"
#include "watch/obstacle_list.h"
#include "watch/wizard_page.h"

#include <QWidget>

#include <cstdint>

class QLabel;
class QPushButton;
class QScrollArea;
class QStackedWidget;
class QTimer;

namespace telltale::watch {

class CertificatePage;
class DecisionPage;
class HotspotPage;
class JoinPage;
class PcapdroidPage;
class PhonePage;
class SourcePage;

/// From "watch a phone" to its traffic: where it is, which it is, how much to see, and the certificate; or how
/// PCAPdroid hands over what it captures. Questions that have one answer only are passed over; going back asks them
/// after all. It begins nothing by itself but a hotspot: the window watches when asked by watchWanted() and says with
/// watching() that it does.
class WatchWizard final : public QWidget {
    Q_OBJECT
public:
    enum class Page : std::uint8_t { source, hotspot, join, phone, decision, certificate, pcapdroid, phoneStream };

    /// @param accessPoint  null where no hotspot can be made; outlives the wizard
    WatchWizard(const bridge::Theme &theme, const bridge::InterceptionState &state,
        const bridge::PhoneStreamState &stream, Look look, AccessPoint *accessPoint = nullptr,
        const Examine &examine = {}, QWidget *parent = nullptr);

    /// Begins anew at the first question that has more than one answer.
    void open();
    /// The window watches by the plan it was given.
    void watching(const bridge::WatchPlan &plan);
    /// Nothing that the wizard began goes on. cancelled() tells the window to end its part.
    void cancel();

    [[nodiscard]] Page page() const { return m_page; }

signals:
    /// Interface, stations and whether to decrypt are set, or PCAPdroid; the rest is the window's.
    void watchWanted(const telltale::bridge::WatchPlan &plan);
    /// The watch that watching() told of ends, and nothing of it is kept.
    void watchDropped();
    void finished(); ///< on to the timeline
    /// @param watching  the watch that watching() told of still runs
    void cancelled(bool watching);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void makeFrame();
    void addPage(Page page, WizardPage *widget);
    [[nodiscard]] WizardPage *widget(Page page) const;
    void show(Page page);
    void goOn();
    void goBack();
    void skip();
    void refresh();
    void listen(const bridge::PcapdroidPlan &pcapdroid);
    void drop();
    void afterSource();
    void afterPhones();
    void useInterface(const QString &name);
    [[nodiscard]] QString trail() const;

    const bridge::Theme &m_theme;
    const bridge::PhoneStreamState &m_stream;
    Look m_look;
    AccessPoint *m_accessPoint;
    Draft m_draft;
    Page m_page = Page::source;
    bool m_watching = false;
    bool m_startedHotspot = false;

    QLabel *m_trail = nullptr;
    QStackedWidget *m_stack = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_back = nullptr;
    QPushButton *m_skip = nullptr;
    QPushButton *m_goOn = nullptr;
    QTimer *m_clock = nullptr;
    SourcePage *m_source = nullptr;
    HotspotPage *m_hotspot = nullptr;
    PcapdroidPage *m_pcapdroid = nullptr;
    std::vector<std::pair<Page, QScrollArea *>> m_pages;
};

} // namespace telltale::watch
