package dev.signet.selfservice;

import dev.signet.session.NoSuchSession;

import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Whose session ended while they did something is asked to sign in. */
@ControllerAdvice(basePackageClasses = EndedSession.class)
class EndedSession {

	@ExceptionHandler(NoSuchSession.class)
	String signIn() {
		return "redirect:/signin";
	}

}
