package dev.signet.admin;

import java.util.List;

import dev.signet.mail.MailCounts;
import dev.signet.mail.MailStatus;

/**
 * A page of mails, and how full the outbox is.
 *
 * @param waiting how many mails are not sent yet
 * @param parked how many were given up
 * @param mails the page
 */
record MailsView(long waiting, long parked, List<MailView> mails) {

	static MailsView of(MailCounts counts, List<MailStatus> mails) {
		return new MailsView(counts.waiting(), counts.parked(), mails.stream().map(MailView::of).toList());
	}

}
