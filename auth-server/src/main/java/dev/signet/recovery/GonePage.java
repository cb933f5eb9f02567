package dev.signet.recovery;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;

/**
 * The page for a link that does not work: it was used, replaced, ended or has expired, or
 * never was one. Which of these is not told, and nobody is named.
 */
final class GonePage {

	private GonePage() {
	}

	static String show(HttpServletResponse response, Model model) {
		response.setStatus(HttpStatus.GONE.value());
		model.addAttribute("page", "gone");
		return "recovery/said";
	}

}
