package dev.signet.recovery;

import dev.signet.account.Account;

import org.springframework.ui.Model;

/**
 * The page that a link in a mail opens: it says what will happen, and has one button for
 * it. Programs that open links in mails press none.
 */
final class QuestionPage {

	private QuestionPage() {
	}

	/**
	 * Shows it.
	 * @param page what it asks: part of the keys of its words, and of its address
	 */
	static String show(String page, String token, Account account, Model model) {
		model.addAttribute("page", page);
		model.addAttribute("token", token);
		model.addAttribute("username", account.username());
		return "recovery/question";
	}

}
