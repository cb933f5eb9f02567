package dev.signet.admin.web;

import java.io.IOException;

import dev.signet.directory.NoSuchDirectory;
import dev.signet.federation.provider.NoSuchProvider;
import dev.signet.web.LanguageSwitch;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;

/**
 * What every page of the console has: its own address, to which a change of the language
 * leads back (it has met a route of ours, so it is one), and an answer when a provider or
 * a directory is gone meanwhile.
 */
@ControllerAdvice(basePackageClasses = ConsoleFrame.class)
class ConsoleFrame {

	@ModelAttribute(LanguageSwitch.HERE)
	String here(HttpServletRequest request) {
		return request.getRequestURI();
	}

	/** Somebody else removed it while the page was open. */
	@ExceptionHandler({ NoSuchProvider.class, NoSuchDirectory.class })
	void gone(HttpServletResponse response) throws IOException {
		response.sendError(HttpServletResponse.SC_NOT_FOUND);
	}

}
