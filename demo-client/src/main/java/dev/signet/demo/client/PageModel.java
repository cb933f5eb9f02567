package dev.signet.demo.client;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/**
 * What every page shows: which app it is, and who is signed in.
 */
@ControllerAdvice
class PageModel {

	private final DemoProperties demo;

	PageModel(DemoProperties demo) {
		this.demo = demo;
	}

	@ModelAttribute("demo")
	DemoProperties demo() {
		return this.demo;
	}

	@ModelAttribute("person")
	@Nullable Person person(@Nullable Authentication authentication) {
		return Person.of(authentication).orElse(null);
	}

}
