package dev.signet.demo;

import java.util.List;

/**
 * One line of the text of a mail.
 *
 * @param text what it says
 * @param link whether it is nothing but an address of this server
 */
record MailLine(String text, boolean link) {

	static List<MailLine> of(String mail, String server) {
		return mail.lines().map((line) -> new MailLine(line, line.startsWith(server) && !line.contains(" "))).toList();
	}

}
