package dev.signet.demo.upstream;

import java.util.Objects;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Who somebody wants to be at a stand-in. Names may be anything that a name at the real
 * one may be, markup included.
 */
public class SomebodyForm {

	private static final String NO_CONTROLS = "[^\\p{Cntrl}]*";

	private static final String MAILBOX = "\\s*|\\s*[^\\s@\\p{Cntrl}]+@[^\\s@\\p{Cntrl}]+\\s*";

	@NotBlank(message = "{demo.upstream.name.missing}")
	@Size(max = 100, message = "{demo.upstream.name.long}")
	@Pattern(regexp = NO_CONTROLS, message = "{demo.upstream.name.wrong}")
	private String name = "";

	@Size(max = 254, message = "{demo.upstream.address.wrong}")
	@Pattern(regexp = MAILBOX, message = "{demo.upstream.address.wrong}")
	private String address = "";

	public String getName() {
		return this.name;
	}

	public void setName(@Nullable String name) {
		this.name = Objects.requireNonNullElse(name, "");
	}

	public String getAddress() {
		return this.address;
	}

	public void setAddress(@Nullable String address) {
		this.address = Objects.requireNonNullElse(address, "");
	}

}
