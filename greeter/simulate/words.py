"""What simulated people are called, and what they say and write."""

from __future__ import annotations

NAMES = (
    "Ada Lindgren", "Ahmed Farouk", "Aiko Tanaka", "Alice Brooks", "Amara Nwosu", "Andre Castillo", "Bao Tran", "Bella Rossi", "Carlos Mendez",
    "Chloe Martin", "Daniel Weiss", "Deepa Raman", "Elif Kaya", "Emma Clarke", "Esteban Ruiz", "Fatima Zahra", "Frank Olsen", "Gabriela Souza",
    "Grace Kim", "Hana Novak", "Harold Jensen", "Ibrahim Diallo", "Irene Papas", "Jack Turner", "Jasmine Lee", "Joao Pereira", "Kofi Mensah",
    "Lena Fischer", "Li Wei", "Linda Harris", "Lucia Romero", "Mariam Haddad", "Mark Sullivan", "Minh Nguyen", "Nadia Ivanova", "Noor Hassan",
    "Olivia Bennett", "Oscar Lopez", "Patrick Byrne", "Peter Kowalski", "Priscilla Moore", "Quynh Pham", "Rafael Ortiz", "Ravi Patel",
    "Rosa Delgado", "Ruth Cohen", "Samir Aziz", "Sara Lund", "Siobhan Kelly", "Sofia Marino", "Tariq Malik", "Teresa Alvarez", "Thomas Wright",
    "Tomoko Sato", "Valentina Cruz", "Victor Hugo Pena", "Wanda Kruger", "Xiu Chen", "Yusuf Demir", "Zoe Adams",
)  # fmt: skip
SAID = {
    "Aiko Tanaka": "eye-koh", "Amara Nwosu": "n-WOH-soo", "Elif Kaya": "eh-LEAF", "Joao Pereira": "zhoo-OW", "Quynh Pham": "kwin",
    "Siobhan Kelly": "shi-VAWN", "Tomoko Sato": "toh-moh-koh", "Xiu Chen": "shyoh",
}  # fmt: skip
"""How some names are said."""

OPENINGS = (
    "{words}",
    "{words}",
    "{words}",
    "{words}",
    "{words}, please",
    "it’s about: {words}",
    "{words}. Am I right here?",
)
"""How visitors put the words of a catalogue's synonym."""

HOLDS = (
    "Filling in the form", "Fetching a paper from the car", "Calling home for a number", "Getting cash from the bank next door",
    "Making a copy", "Waiting for a call back",
)  # fmt: skip
NOTES = (
    "Needs it before the end of the month.", "Prefers a call in the evening.", "Came with a family member who translates.",
    "Has the old papers at home, will bring them.", "Was sent here by another office. Nobody should send them on again.",
    "Paid by check.", "Asked about a discount. Explained how it works.", "Address has changed, the new one is on the form.",
    "Will send the rest by mail.", "Works nights: best to reach before noon.", "Hard of hearing on the left side.",
    "Was unsure which form. Filled it in together.",
)  # fmt: skip
SENT_ON = (
    "The rest of it is yours. The papers are complete.", "Everything is checked here. Please go on from the second page.",
    "Came to me first, but this is a matter for you. Has told the story already.", "Address is verified. Needs your stamp only.",
)  # fmt: skip
ADDED_STEPS = (
    "Send a photo of the paper", "Call us if the letter does not come", "Bring the signed form", "Look at the map before you dig",
    "Keep the receipt",
)  # fmt: skip
LEAVING = ("No time to wait any longer", "Will come back another day", "Did it online meanwhile", "")

GLAD = (
    "Clear next steps, thank you.", "She knew my reason before I sat down.", "I had the list in my hand when I left.",
    "Quick and friendly.", "They told me how long it takes, and it was true.", "Good to know what happens next.",
    "He explained every word.", "I did not have to say it twice.",
)  # fmt: skip
CROSS = (
    "The wait was too long.", "I waited longer than you said.", "Not enough counters open at noon.", "I had to come twice.",
    "Nobody told me to bring the plan.", "I was sent to another counter.",
)  # fmt: skip
