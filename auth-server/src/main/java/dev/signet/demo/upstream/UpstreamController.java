package dev.signet.demo.upstream;

import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The page on which stand-ins are made to fail, and to sign people out.
 */
@Controller
@Profile("demo")
@RequestMapping(Addresses.ROOT)
class UpstreamController {

	private static final String AGAIN = "redirect:" + Addresses.ROOT;

	private final Addresses addresses;

	private final Faults faults;

	private final Visits visits;

	private final SignOutEverywhere signOut;

	UpstreamController(Addresses addresses, Faults faults, Visits visits, SignOutEverywhere signOut) {
		this.addresses = addresses;
		this.faults = faults;
		this.visits = visits;
		this.signOut = signOut;
	}

	@GetMapping
	String page(Model model) {
		model.addAttribute("cards",
				Arrays.stream(StandIn.values())
					.map((standIn) -> StandInCard.of(standIn, this.addresses, this.faults))
					.toList());
		model.addAttribute("troubled", this.faults.any());
		model.addAttribute("visits",
				this.visits.newest().stream().filter((visit) -> visit.standIn().openIdConnect()).toList());
		return "demo/upstream/stand-ins";
	}

	@PostMapping(path = "/faults", params = "on")
	String switchOn(@RequestParam StandIn standIn, @RequestParam Fault on) {
		this.faults.set(standIn, on, true);
		return AGAIN;
	}

	@PostMapping(path = "/faults", params = "off")
	String switchOff(@RequestParam StandIn standIn, @RequestParam Fault off) {
		this.faults.set(standIn, off, false);
		return AGAIN;
	}

	@PostMapping("/faults/none")
	String switchAllOff(RedirectAttributes redirect) {
		this.faults.clear();
		redirect.addFlashAttribute("notice", "demo.upstream.all-off");
		return AGAIN;
	}

	@PostMapping("/sign-out")
	String signOut(@RequestParam UUID id, RedirectAttributes redirect) {
		Optional<Visit> visit = this.visits.find(id);
		boolean taken = visit.isPresent() && this.signOut.tell(visit.get());
		redirect.addFlashAttribute("notice", taken ? "demo.upstream.told" : "demo.upstream.not-told");
		return AGAIN;
	}

}
