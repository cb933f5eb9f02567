package dev.signet.recovery;

import dev.signet.proof.Purpose;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The pages behind the links in mails about changes, for owners who did not make them.
 * Opening a page does nothing; its button does.
 */
@Controller
class LockController {

	private final AccountLocking locking;

	LockController(AccountLocking locking) {
		this.locking = locking;
	}

	@GetMapping("/lock")
	String lockPage(@RequestParam(defaultValue = "") String token, HttpServletResponse response, Model model) {
		return page("lock", Purpose.LOCK_ACCOUNT, token, response, model);
	}

	@PostMapping("/lock")
	String lock(@RequestParam(defaultValue = "") String token, HttpServletResponse response, Model model,
			RedirectAttributes redirect) {
		return this.locking.lock(token) ? done("recovery.lock.done", redirect) : GonePage.show(response, model);
	}

	@GetMapping("/email/undo")
	String undoPage(@RequestParam(defaultValue = "") String token, HttpServletResponse response, Model model) {
		return page("undo", Purpose.UNDO_EMAIL, token, response, model);
	}

	@PostMapping("/email/undo")
	String undo(@RequestParam(defaultValue = "") String token, HttpServletResponse response, Model model,
			RedirectAttributes redirect) {
		return switch (this.locking.undoEmailChange(token)) {
			case DONE -> done("recovery.undo.done", redirect);
			case TAKEN -> done("recovery.undo.taken", redirect);
			case GONE -> GonePage.show(response, model);
		};
	}

	private String page(String page, Purpose purpose, String token, HttpServletResponse response, Model model) {
		return this.locking.find(purpose, token).map((owner) -> {
			model.addAttribute("reopening", this.locking.reopening(owner.id()));
			return QuestionPage.show(page, token, owner, model);
		}).orElseGet(() -> GonePage.show(response, model));
	}

	private static String done(String notice, RedirectAttributes redirect) {
		redirect.addFlashAttribute("notice", notice);
		return "redirect:/recover";
	}

}
