package dev.signet.journey;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * That nothing is found means something only where there is something to find.
 */
class AxeIT {

	@Test
	void barriersWhenTextIsFaintAndFieldHasNoLabelThenBothAreNamed() {
		try (Page page = Browsers.chromium().newPage()) {
			page.setContent("""
					<html lang="en"><title>A page</title><main><h1>A page</h1>
					<p style="color: #aaa">Faint words</p><input name="nameless"></main></html>""");
			assertThat(Axe.barriers(page, "a page with barriers")).hasSize(2)
				.anyMatch((barrier) -> barrier.contains("color-contrast") && barrier.contains("Faint words"))
				.anyMatch((barrier) -> barrier.contains("label") && barrier.contains("nameless"));
			assertThat(Axe.faintWords(page, "a page with barriers")).hasSize(1);
		}
	}

}
